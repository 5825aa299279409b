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
            new("hasNextPage", Scalars.Boolean.NonNull) { Description = "Whether more follows.", Resolver = Resolver.Of<IConnection, bool>(c => c.HasNextPage) },
            new("hasPreviousPage", Scalars.Boolean.NonNull) { Description = "Whether something comes before.", Resolver = Resolver.Of<IConnection, bool>(c => c.HasPreviousPage) },
            new("startCursor", Scalars.String) { Description = "Cursor of the first node.", Resolver = Resolver.Of<IConnection, string?>(c => c.StartCursor) },
            new("endCursor", Scalars.String) { Description = "Cursor of the last node.", Resolver = Resolver.Of<IConnection, string?>(c => c.EndCursor) },
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
                new("cursor", Scalars.String.NonNull) { Description = "Marks this place in the list.", Resolver = Resolver.Of<Edge<T>, string>(e => e.List.CursorOf(e.Node)) },
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
                    Resolver = Resolver.Of<Connection<T>, IReadOnlyList<Edge<T>>>(c => [.. c.Nodes.Select(n => new Edge<T>(c, n))]),
                },
                new("nodes", node.NonNull.List.NonNull) { Description = "The page without cursors.", Resolver = Resolver.Of<Connection<T>, IReadOnlyList<T>>(c => c.Nodes) },
                new("pageInfo", PageInfo.NonNull)
                {
                    Description = "Whether there is more, and where to go on.",
                    Resolver = Resolver.Of<Connection<T>, IConnection>(c => c),
                },
                new("totalCount", Scalars.Int) { Description = "How many there are in all; counting stops at 10,000.", Resolver = Resolver.Of<Connection<T>, int?>(c => c.TotalCount) },
            ])
        {
            Description = $"A page of a list of {node.Name}.",
        };
    }

    private sealed record Edge<T>(Connection<T> List, T Node);
}
