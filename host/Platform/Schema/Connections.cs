using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>The types of a list that is read page by page.</summary>
internal static class Connections
{
    private static readonly ObjectType PageInfo = new(
        "PageInfo",
        () =>
        [
            new("hasNextPage", Scalars.Boolean.NonNull) { Description = "Whether more follows.", Resolver = Resolver.Of<Page, bool>(p => p.HasNext) },
            new("hasPreviousPage", Scalars.Boolean.NonNull) { Description = "Whether something comes before.", Resolver = Resolver.Of<Page, bool>(p => p.HasPrevious) },
            new("startCursor", Scalars.String) { Description = "Cursor of the first node.", Resolver = Resolver.Of<Page, string?>(p => p.Start) },
            new("endCursor", Scalars.String) { Description = "Cursor of the last node.", Resolver = Resolver.Of<Page, string?>(p => p.End) },
        ])
    {
        Description = "Where a page lies in its list.",
    };

    /// <summary>The connection type of a node type.</summary>
    public static ObjectType Make(ObjectType node, Type type) => (ObjectType)typeof(Connections)
        .GetMethod(nameof(MakeOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [node])!;

    private static ObjectType MakeOf<T>(ObjectType node)
    {
        var edge = new ObjectType(
            node.Name + "Edge",
            () =>
            [
                new("cursor", Scalars.String.NonNull) { Description = "Marks this place in the list.", Resolver = Resolver.Of<Edge<T>, string>(e => e.Cursor) },
                new("node", node.NonNull) { Description = "What is in the list.", Resolver = Resolver.Of<Edge<T>, T>(e => e.Node) },
            ])
        {
            Description = $"A {node.Name} and its place in the list.",
        };
        return new ObjectType(
            node.Name + "Connection",
            () =>
            [
                new("edges", edge.NonNull.List.NonNull)
                {
                    Description = "The page with a cursor for each node.",
                    Resolver = Resolver.Of<Connection<T>, IReadOnlyList<Edge<T>>>(c => [.. c.Nodes.Zip(c.Cursors, (n, k) => new Edge<T>(k, n))]),
                },
                new("nodes", node.NonNull.List.NonNull) { Description = "The page without cursors.", Resolver = Resolver.Of<Connection<T>, IReadOnlyList<T>>(c => c.Nodes) },
                new("pageInfo", PageInfo.NonNull)
                {
                    Description = "Whether there is more, and where to go on.",
                    Resolver = Resolver.Of<Connection<T>, Page>(c => new Page(
                        c.HasNextPage, c.HasPreviousPage, c.Cursors.Count > 0 ? c.Cursors[0] : null, c.Cursors.Count > 0 ? c.Cursors[^1] : null)),
                },
                new("totalCount", Scalars.Int) { Description = "How many there are in all; counting stops at 10,000.", Resolver = Resolver.Of<Connection<T>, int?>(c => c.TotalCount) },
            ])
        {
            Description = $"A page of a list of {node.Name}.",
        };
    }

    private sealed record Page(bool HasNext, bool HasPrevious, string? Start, string? End);

    private sealed record Edge<T>(string Cursor, T Node);
}
