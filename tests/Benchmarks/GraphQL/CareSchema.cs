using System.Reflection;
using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Benchmarks;

/// <summary>The schema of the benchmark over data in memory.</summary>
internal static class CareSchema
{
    private static readonly TextScalar<DateOnly> Date = new(
        "Date", "a day such as 2026-02-28", (text, out day) => DateOnly.TryParse(text, out day), (day, output) => output.Quoted(day, "O"));

    public static Schema Of(CareData data)
    {
        var owners = BatchLoader.One<string, Owner>("ownerById", (keys, _) => ValueTask.FromResult<IReadOnlyDictionary<string, Owner>>(
            keys.ToDictionary(key => key, key => data.Owners[key])));
        var query = new ObjectType("Query", () =>
        [
            new Field("hello", Scalars.String.NonNull) { Resolver = Resolver.Of<object, string>(_ => "world") },
            new Field("clients", Types.Client(Resolver.Batch<CareTask, string, Owner>(task => task.OwnerId, owners)).NonNull.List.NonNull, First)
            {
                Resolver = Resolver.Of<object, IReadOnlyList<Client>>((_, arguments) => [.. data.Clients.Take(arguments.Get<int>(0))]),
            },
            new Field("flat", Types.Of<Flat>().NonNull) { Resolver = Resolver.Of<object, Flat>(_ => data.Flat) },
        ]);
        return new Schema(new SchemaBlueprint { Query = query });
    }

    public static InputValue First { get; } = new("first", Scalars.Int.NonNull);

    /// <summary>The object types, made from the properties of their records.</summary>
    public static class Types
    {
        public static ObjectType Client(Resolver owner, Resolver? episodes = null, Resolver? tasks = null)
        {
            var ownerType = Of<Owner>();
            var task = Of<CareTask>(new Field("owner", ownerType.NonNull) { Resolver = owner });
            var episode = Of<Episode>(new Field("tasks", task.NonNull.List.NonNull)
            {
                Resolver = tasks ?? Resolver.Of<Episode, IReadOnlyList<CareTask>>(parent => parent.Tasks),
            });
            return Of<Client>(new Field("episodes", episode.NonNull.List.NonNull)
            {
                Resolver = episodes ?? Resolver.Of<Client, IReadOnlyList<Episode>>(parent => parent.Episodes),
            });
        }

        public static ObjectType Of<T>(params Field[] more) =>
            new(typeof(T).Name, () => [.. typeof(T).GetProperties().Select(FieldOf<T>).OfType<Field>(), .. more]);

        private static Field? FieldOf<T>(PropertyInfo property)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            return property.Name == nameof(CareTask.OwnerId) ? null
                : property.Name == "Id" ? Field<T, string>(name, Scalars.Id, property)
                : property.PropertyType == typeof(string) ? Field<T, string>(name, Scalars.String, property)
                : property.PropertyType == typeof(int) ? Field<T, int>(name, Scalars.Int, property)
                : property.PropertyType == typeof(double) ? Field<T, double>(name, Scalars.Float, property)
                : property.PropertyType == typeof(bool) ? Field<T, bool>(name, Scalars.Boolean, property)
                : property.PropertyType == typeof(DateOnly) ? Field<T, DateOnly>(name, Date, property)
                : null;
        }

        private static Field Field<TParent, TValue>(string name, NamedType type, PropertyInfo property) =>
            new(name, type.NonNull) { Resolver = Resolver.Of(property.GetMethod!.CreateDelegate<Func<TParent, TValue>>()) };
    }
}
