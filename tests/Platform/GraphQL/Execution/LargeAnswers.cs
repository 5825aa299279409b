using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>A schema that answers as much as it is asked for.</summary>
internal static class LargeAnswers
{
    private static readonly string Kilobyte = new('x', 1021);

    /// <summary>
    /// <c>rows(count)</c> are texts that take 1 KB each in the response; <c>parents(count)</c> have a child that is loaded;
    /// <c>failures(count)</c> are fields that fail; <c>write(count)</c> is a mutation that answers rows.
    /// </summary>
    public static Schema Schema { get; } = Create();

    private static Schema Create()
    {
        var count = new InputValue("count", Scalars.Int.NonNull);
        var children = BatchLoader.One<int, string>("children", (keys, _) => ValueTask.FromResult<IReadOnlyDictionary<int, string>>(
            keys.ToDictionary(key => key, key => "child")));
        var parent = new ObjectType("Parent", () =>
            [new Field("child", Scalars.String.NonNull) { Resolver = Resolver.Batch<int, int, string>(key => (int?)key, children) }]);
        Field Rows(string name) => new(name, Scalars.String.NonNull.List.NonNull, count)
        {
            Resolver = Resolver.Of<object, IEnumerable<string>>((_, arguments) => Enumerable.Repeat(Kilobyte, arguments.Get<int>(0))),
        };
        return new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () =>
            [
                Rows("rows"),
                new Field("parents", parent.NonNull.List.NonNull, count)
                {
                    Resolver = Resolver.Of<object, IEnumerable<int>>((_, arguments) => Enumerable.Range(0, arguments.Get<int>(0))),
                },
                new Field("failures", Scalars.String.List.NonNull, count)
                {
                    Resolver = Resolver.Of<object, IEnumerable<object>>(
                        (_, arguments) => Enumerable.Repeat(new GraphQLException("It does not work."), arguments.Get<int>(0))),
                },
            ]),
            Mutation = new ObjectType("Mutation", () => [Rows("write")]),
        });
    }
}
