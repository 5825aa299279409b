namespace CarePlatform.GraphQL;

/// <summary>Finds every type that a schema leads to, in the order in which the reference implementation shows them.</summary>
internal sealed class TypeCollection
{
    private readonly HashSet<NamedType> _known = [];
    private readonly List<NamedType> _inOrder = [];

    public static IReadOnlyList<NamedType> Of(SchemaBlueprint blueprint)
    {
        var types = new TypeCollection();
        foreach (var type in blueprint.Types)
        {
            types._known.Add(type);
        }

        foreach (var type in blueprint.Types.Distinct())
        {
            types._known.Remove(type);
            types.Add(type);
        }

        types.Add(blueprint.Query);
        types.Add(blueprint.Mutation);
        types.Add(blueprint.Subscription);
        foreach (var argument in blueprint.Directives.SelectMany(directive => directive.Arguments))
        {
            types.Add(argument.Type.Innermost);
        }

        types.Add(IntrospectionTypes.Schema);
        return types._inOrder;
    }

    private void Add(NamedType? first)
    {
        if (first is null || !_known.Add(first))
        {
            return;
        }

        // Types may refer to each other in a long chain: an own stack cannot overflow.
        var walks = new Stack<IEnumerator<NamedType>>();
        _inOrder.Add(first);
        walks.Push(ReferencesOf(first).GetEnumerator());
        while (walks.TryPeek(out var walk))
        {
            if (!walk.MoveNext())
            {
                walks.Pop().Dispose();
            }
            else if (_known.Add(walk.Current))
            {
                _inOrder.Add(walk.Current);
                walks.Push(ReferencesOf(walk.Current).GetEnumerator());
            }
        }
    }

    private static IEnumerable<NamedType> ReferencesOf(NamedType type) => type switch
    {
        UnionType union => union.Members,
        FieldedType fielded => fielded.Interfaces.Concat(fielded.Fields.SelectMany(
            field => field.Arguments.Select(argument => argument.Type.Innermost).Prepend(field.Type.Innermost))),
        InputObjectType input => input.Fields.Select(field => field.Type.Innermost),
        _ => [],
    };
}
