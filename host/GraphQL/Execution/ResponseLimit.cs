namespace CarePlatform.GraphQL;

/// <summary>What is told of a response that ended because it came to a limit.</summary>
internal static class ResponseLimit
{
    /// <summary>Whether an exception says that a limit is reached: then it ends the response, or the part of it, not one field.</summary>
    public static bool IsReached(Exception exception) => exception is ResponseTooLargeException or ResponseMemoryException;

    /// <summary>The error for the client.</summary>
    public static GraphQLError ErrorFor(Exception reached) => new(reached.Message)
    {
        Extensions = new Dictionary<string, object?> { ["code"] = reached is ResponseMemoryException ? "OVERLOADED" : "RESPONSE_TOO_LARGE" },
    };

    /// <summary>The response in place of the one that could not be written.</summary>
    public static GraphQLResponse ResponseFor(Exception reached, OperationKind operation)
    {
        // A mutation has had its effects: nobody must take the answer for an invitation to send it again.
        var kind = reached is ResponseMemoryException && operation is not OperationKind.Mutation ? ResponseKind.Overloaded : ResponseKind.Executed;
        return GraphQLResponse.WithNullData(ErrorFor(reached), kind);
    }
}
