namespace CarePlatform.GraphQL;

/// <summary>
/// An error that is meant for the client: its message, locations and extensions are sent as they are. Any other exception is
/// answered as an internal error without its text.
/// </summary>
public sealed class GraphQLException : Exception
{
    /// <summary>An error with this message.</summary>
    public GraphQLException(string message, Exception? innerException = null)
        : base(message, innerException) => Error = new GraphQLError(message);

    /// <summary>An error with a code that programs can tell apart.</summary>
    public GraphQLException(string message, string code, Exception? innerException = null)
        : base(message, innerException) =>
        Error = new GraphQLError(message) { Extensions = new Dictionary<string, object?> { ["code"] = code } };

    /// <summary>An error as it stands.</summary>
    public GraphQLException(GraphQLError error)
        : base(error.Message) => Error = error;

    /// <summary>The error as the client sees it; the executor adds path and location.</summary>
    public GraphQLError Error { get; }
}
