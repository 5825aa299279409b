namespace CarePlatform.GraphQL;

/// <summary>A text is not valid GraphQL. <see cref="Error"/> tells where.</summary>
public sealed class GraphQLSyntaxException : Exception
{
    /// <summary>A syntax error at a position of the source, counted in UTF-16 code units.</summary>
    public GraphQLSyntaxException(Source source, int position, string description)
        : this(new GraphQLError($"Syntax Error: {description}") { Locations = [source.LocationOf(position)] })
    {
    }

    private GraphQLSyntaxException(GraphQLError error)
        : base(error.Message) => Error = error;

    /// <summary>The error as the client sees it.</summary>
    public GraphQLError Error { get; }
}
