namespace CarePlatform.GraphQL;

/// <summary>Decides which fields a caller may see.</summary>
public interface IFieldGuard
{
    /// <summary>
    /// Whether the field is guarded at all. Asked when an operation is planned; the answer must not depend on the caller.
    /// </summary>
    bool Guards(ObjectType type, Field field);

    /// <summary>
    /// Why the caller may not see a guarded field; null when they may. Asked once for each request and place of the document, and again
    /// when a part of the response that has the place is delivered later.
    /// </summary>
    GraphQLException? Check(ObjectType type, Field field, RequestContext request);
}

/// <summary>Looks at operations before and after they are executed.</summary>
public interface IOperationInterceptor
{
    /// <summary>
    /// Called when the operation is planned and its variables are coerced. A <see cref="GraphQLException"/> refuses the request.
    /// </summary>
    ValueTask Starting(OperationContext operation);

    /// <summary>Called when the response, or the last part of it, is written, also after a refusal, an error or a cancellation. It must not throw.</summary>
    void Finished(OperationContext operation, OperationOutcome outcome);
}

/// <summary>An operation that is about to be executed.</summary>
public sealed class OperationContext
{
    internal OperationContext(RequestContext request, OperationPlan plan)
    {
        Request = request;
        FieldCount = plan.FieldCount;
        Depth = plan.Depth;
    }

    /// <summary>The request; what is put into its extensions goes into the response.</summary>
    public RequestContext Request { get; }

    /// <summary>The operation as the client wrote it.</summary>
    public OperationDefinitionNode Operation => Request.Operation;

    /// <summary>The name of the operation; null when it has none.</summary>
    public string? OperationName => Operation.Name?.Value;

    /// <summary>How many fields the operation has after its fragments are put in place.</summary>
    public int FieldCount { get; }

    /// <summary>How deep the fields nest.</summary>
    public int Depth { get; }
}

/// <summary>How an operation ended.</summary>
/// <param name="Duration">The time from the arrival of the request to the end of writing.</param>
/// <param name="Errors">The errors of the response.</param>
/// <param name="ResponseBytes">The size of the response.</param>
/// <param name="WasCancelled">Whether the request was cancelled, so that there is no response.</param>
public sealed record OperationOutcome(TimeSpan Duration, IReadOnlyList<GraphQLError> Errors, int ResponseBytes, bool WasCancelled);
