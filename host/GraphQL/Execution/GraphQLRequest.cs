using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>A request as it came in, with what the host adds.</summary>
public sealed class GraphQLRequest
{
    private readonly IServiceProvider? _services;
    private readonly object? _user;
    private string? _query;

    /// <summary>The document; null when the request only names one.</summary>
    public required string? Query
    {
        get => _query ??= QueryJson.IsEmpty ? null : JsonText.Unescape(QueryJson.Span);
        init => _query = value;
    }

    /// <summary>Names a registered document in place of <see cref="Query"/>.</summary>
    public string? DocumentId { get; init; }

    /// <summary>What the client says beyond the specification, such as the hash of its document: a JSON object, or nothing.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>Which operation of the document to execute; null when there is only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables: a JSON object, or nothing.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>The value that root fields have as their parent; an empty object when none is given.</summary>
    public object? Root { get; init; }

    /// <summary>The services that resolvers see.</summary>
    public IServiceProvider Services
    {
        get => Scope?.Services ?? _services ?? Origin?.Services ?? NoServices.Instance;
        init => _services = value;
    }

    /// <summary>What the host knows of the caller.</summary>
    public object? User
    {
        get => Scope is { } scope ? scope.User : _user ?? Origin?.User;
        init => _user = value;
    }

    /// <summary>
    /// Opens what each execution runs in, in place of <see cref="Services"/> and <see cref="User"/>, so that every event of a
    /// subscription has services of its own. A <see cref="GraphQLException"/> ends the subscription with its error. Only
    /// <see cref="GraphQLExecutor.Subscribe"/> asks for it.
    /// </summary>
    public Func<CancellationToken, ValueTask<ExecutionScope>>? OpenScope { get; init; }

    /// <summary>What the transport can answer: a request that must not change anything, such as HTTP GET, allows no mutation.</summary>
    public OperationKinds Allowed { get; init; } = OperationKinds.All;

    /// <summary>
    /// Whether the client may compare the response with one that it holds. Then nothing stands in it that differs each time, such
    /// as what is left of a budget.
    /// </summary>
    public bool MayBeKept { get; init; }

    /// <summary>The document as a JSON string in UTF-8 when it came so; valid as long as the request. Empty when it came as text.</summary>
    internal ReadOnlyMemory<byte> QueryJson { get; init; }

    /// <summary>Where the request came from, which knows the services and the caller; null when they are given here.</summary>
    internal HttpExchange? Origin { get; init; }

    /// <summary>The scope that the request is executed in, once one was opened for it.</summary>
    private ExecutionScope? Scope { get; set; }

    /// <summary>The same request in a scope.</summary>
    internal GraphQLRequest In(ExecutionScope? scope)
    {
        if (scope is null)
        {
            return this;
        }

        var scoped = (GraphQLRequest)MemberwiseClone();
        scoped.Scope = scope;
        return scoped;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>A choice of kinds of operations.</summary>
[Flags]
public enum OperationKinds
{
    None = 0,
    Query = 1,
    Mutation = 2,
    Subscription = 4,
    All = Query | Mutation | Subscription,
}
