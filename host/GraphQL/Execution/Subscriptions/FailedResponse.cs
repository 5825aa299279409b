namespace CarePlatform.GraphQL;

/// <summary>The response to a request that failed outside its fields.</summary>
internal static class FailedResponse
{
    /// <summary>Passes on what is meant for the client; of anything else the log has the cause, and the client its id.</summary>
    public static GraphQLResponse To(Exception failure, ExecutorOptions options, OperationContext? operation)
    {
        if (failure is GraphQLException refusal)
        {
            return GraphQLResponse.WithoutData([refusal.Error], ResponseKind.Refused, operation?.Request.ExtensionsOrNull);
        }

        var id = InternalError.Log(options, failure, operation?.OperationName, null);
        return GraphQLResponse.WithoutData([InternalError.For(failure, id, options)], ResponseKind.Failed);
    }
}
