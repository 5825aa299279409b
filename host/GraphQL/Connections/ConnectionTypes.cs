namespace CarePlatform.GraphQL;

/// <summary>Makes the connection types of a schema, one for each type of item.</summary>
public sealed class ConnectionTypes
{
    private readonly Dictionary<NamedType, ObjectType> _known = [];

    /// <summary>What a client needs to know to ask for more.</summary>
    public static ObjectType PageInfo { get; } = new("PageInfo", () =>
    [
        Field<bool>("hasNextPage", Scalars.Boolean.NonNull, page => page.HasNextPage, "Whether there are items behind this page."),
        Field<bool>("hasPreviousPage", Scalars.Boolean.NonNull, page => page.HasPreviousPage, "Whether there are items in front of this page."),
        Field<string?>("startCursor", Scalars.String, page => page.Length == 0 ? null : page.CursorAt(0), "The cursor of the first item."),
        Field<string?>("endCursor", Scalars.String, page => page.Length == 0 ? null : page.CursorAt(page.Length - 1), "The cursor of the last item."),
    ])
    {
        Description = "Where a page stands in its list.",
    };

    /// <summary>The connection of a type of item, such as <c>ClientConnection</c>. Resolvers of its fields return a <see cref="Connection"/>.</summary>
    public ObjectType Of(NamedType node)
    {
        if (!_known.TryGetValue(node, out var connection))
        {
            _known[node] = connection = Make(node);
        }

        return connection;
    }

    private static ObjectType Make(NamedType node)
    {
        var edge = new ObjectType($"{node.Name}Edge", () =>
        [
            new Field("node", node.NonNull)
            {
                Description = "The item.",
                Resolver = Resolver.Of<Edge, object?>(edge => edge.Page.ItemAt(edge.Index)),
            },
            new Field("cursor", Scalars.String.NonNull)
            {
                Description = "Where the item stands in the list, for `after` and `before`.",
                Resolver = Resolver.Of<Edge, string>(edge => edge.Page.CursorAt(edge.Index)),
            },
        ])
        {
            Description = $"`{node.Name}` with its place in a list.",
        };
        return new ObjectType($"{node.Name}Connection", () =>
        [
            Field<IReadOnlyList<object?>>("nodes", node.NonNull.List.NonNull, page => page.Items, "The items of this page."),
            Field<Edge[]>("edges", edge.NonNull.List.NonNull, EdgesOf, "The items of this page with their cursors."),
            Field<Connection>("pageInfo", PageInfo.NonNull, page => page, "Where this page stands in its list."),
            new Field("totalCount", Scalars.Int)
            {
                Description = "How many items the whole list has; counting stops at 10,000 or where the field says. Counted only when it is selected; null when the list cannot be counted.",
                Resolver = Resolver.Async<Connection, int?>(async (page, context) =>
                    page.Count is { } count ? await count(context.Cancellation).ConfigureAwait(false) : null),
            },
        ])
        {
            Description = $"A page of a list of `{node.Name}`.",
        };
    }

    private static Edge[] EdgesOf(Connection page)
    {
        var edges = new Edge[page.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new Edge(page, i);
        }

        return edges;
    }

    private static Field Field<T>(string name, GraphType type, Func<Connection, T> read, string description) =>
        new(name, type) { Description = description, Resolver = Resolver.Of(read) };

    private sealed record Edge(Connection Page, int Index);
}
