namespace CarePlatform.GraphQL;

/// <summary>What all fields of a request share.</summary>
public sealed class RequestContext
{
    private readonly GraphQLRequest _request;

    internal RequestContext(Schema schema, GraphQLRequest request, OperationDefinitionNode operation, CancellationToken cancellation)
    {
        Schema = schema;
        _request = request;
        Operation = operation;
        Cancellation = cancellation;
    }

    /// <summary>The schema, or the view of it, that the request is answered from.</summary>
    public Schema Schema { get; }

    /// <summary>The services of the request.</summary>
    public IServiceProvider Services => _request.Services;

    /// <summary>What the host knows of the caller.</summary>
    public object? User => _request.User;

    /// <summary>The operation that is executed.</summary>
    public OperationDefinitionNode Operation { get; }

    /// <summary>The coerced variables.</summary>
    public VariableValues Variables { get; internal set; } = VariableValues.None;

    /// <summary>Ends when the client has gone or the host gives up.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What the response tells under <c>extensions</c>: plain values, maps and lists. Left out when empty.</summary>
    public IDictionary<string, object?> Extensions => _extensions ??= new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>What the request costs; null where nobody counts.</summary>
    internal CostCharge? Charge { get; set; }

    internal Dictionary<string, object?>? ExtensionsOrNull => _extensions;

    private Dictionary<string, object?>? _extensions;
}
