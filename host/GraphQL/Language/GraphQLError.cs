namespace CarePlatform.GraphQL;

/// <summary>An error as the client sees it, with what the server knows of its cause.</summary>
public sealed class GraphQLError
{
    /// <summary>An error without a place in a document.</summary>
    public GraphQLError(string message) => Message = message;

    /// <summary>An error at the start of each node. Nodes that were not parsed add no location.</summary>
    public GraphQLError(string message, params IReadOnlyList<SyntaxNode?> nodes)
    {
        Message = message;
        Nodes = nodes;
        Locations = LocationsOf(nodes);
    }

    /// <summary>What happened, said to the client.</summary>
    public string Message { get; }

    /// <summary>The places in the document, in the order in which they matter; empty when there are none.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>The response keys (string) and list positions (int) that lead to the field; null outside execution.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>More for programs to read, such as <c>code</c>; null when there is nothing.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>The exception behind the error. It is never sent to a client.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The syntax that the error is about.</summary>
    public IReadOnlyList<SyntaxNode?> Nodes { get; } = [];

    /// <summary>The message with its locations.</summary>
    public override string ToString() =>
        Locations.Count == 0 ? Message : $"{Message} ({string.Join(", ", Locations.Select(at => $"{at.Line}:{at.Column}"))})";

    private static List<SourceLocation> LocationsOf(IReadOnlyList<SyntaxNode?> nodes)
    {
        var locations = new List<SourceLocation>(nodes.Count);
        foreach (var node in nodes)
        {
            if (node?.Source is { } source)
            {
                locations.Add(source.LocationOf(node.Start));
            }
        }

        return locations;
    }
}
