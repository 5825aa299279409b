namespace CarePlatform.GraphQL;

/// <summary>A schema, or a text that defines one, breaks rules. <see cref="Errors"/> tells which and where.</summary>
public sealed class GraphQLSchemaException : Exception
{
    /// <summary>A schema with these errors.</summary>
    public GraphQLSchemaException(IReadOnlyList<GraphQLError> errors)
        : base(string.Join("\n\n", errors.Select(error => error.Message))) => Errors = errors;

    /// <summary>A schema with one error, at these nodes of its definition.</summary>
    public GraphQLSchemaException(string message, params IReadOnlyList<SyntaxNode?> nodes)
        : this([new GraphQLError(message, nodes)])
    {
    }

    public IReadOnlyList<GraphQLError> Errors { get; }
}
