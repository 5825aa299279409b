namespace CarePlatform.GraphQL;

/// <summary>
/// Finds the things that ids name, in the order of the ids; null in the place of what is not there or not for the caller.
/// </summary>
/// <remarks>It gets all ids of a field at once, each as it was sent, so that it can read those of one type together.</remarks>
public delegate ValueTask<IReadOnlyList<object?>> NodeReader(IReadOnlyList<string> ids, FieldContext context);

/// <summary>The fields <c>node</c> and <c>nodes</c>: whatever has an id, by its id alone.</summary>
public static class NodeFields
{
    /// <summary>The most ids of one field when nothing else is said.</summary>
    public const int UsualMost = 100;

    /// <summary>Both fields, for the root.</summary>
    /// <param name="node">The interface of everything that has an id.</param>
    /// <param name="most">The most ids of one field.</param>
    public static IReadOnlyList<Field> Of(InterfaceType node, NodeReader read, int most = UsualMost) =>
    [
        new Field("node", node, new InputValue("id", Scalars.Id.NonNull) { Description = "Any id of the API." })
        {
            Description = "The thing with this id; null when there is none that the caller may see.",
            Resolver = Resolver.Async<object, object?>(
                async (_, context) => (await read([context.Arguments.Get<string>(0)], context).ConfigureAwait(false))[0]),
        },
        new Field("nodes", node.List.NonNull, new InputValue(
            "ids", Scalars.Id.NonNull.List.NonNull) { Description = $"Up to {most} ids of the API." })
        {
            Description = "The things with these ids, in their order; null in the place of what the caller may not see.",
            Resolver = Resolver.Async<object, IReadOnlyList<object?>>(
                (_, context) => ReadMany(context.Arguments.Get<string[]>(0), most, read, context)),
        },
    ];

    private static ValueTask<IReadOnlyList<object?>> ReadMany(string[] ids, int most, NodeReader read, FieldContext context) =>
        ids.Length > most
        ? throw new GraphQLException($"Ask for up to {most} ids at once; {ids.Length} were sent.", "BAD_USER_INPUT")
        : ids.Length == 0 ? new ValueTask<IReadOnlyList<object?>>([]) : read(ids, context);
}
