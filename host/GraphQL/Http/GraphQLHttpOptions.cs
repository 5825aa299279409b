using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.GraphQL;

/// <summary>What may be chosen about a GraphQL endpoint.</summary>
public sealed class GraphQLHttpOptions
{
    /// <summary>
    /// The executor that answers a request, for example the one for the view of the schema that the caller may see. Without it the
    /// executor is taken from the services.
    /// </summary>
    public Func<HttpContext, ValueTask<GraphQLExecutor>> Executor { get; set; } =
        http => new ValueTask<GraphQLExecutor>(http.RequestServices.GetRequiredService<GraphQLExecutor>());

    /// <summary>What resolvers are told of the caller; the principal of the request when nothing else is said.</summary>
    public Func<HttpContext, object?> User { get; set; } = http => http.User;

    /// <summary>
    /// Done when the response is finished and before its first byte is sent: what the host must have kept by then, such as a
    /// record of what was shown. When it fails, the response is not sent.
    /// </summary>
    public Func<HttpContext, GraphQLResponse, ValueTask>? BeforeSending { get; set; }

    /// <summary>
    /// How many requests may come together as a JSON list; 0 for none. They are executed one after the other, share the services
    /// of the HTTP request and are paid for one by one.
    /// </summary>
    public int MaxBatch { get; set; }

    /// <summary>Which answers are compressed (br, gzip) for clients that accept it.</summary>
    public CompressionPolicy Compression { get; set; } = CompressionPolicy.WhenSafe;

    /// <summary>How many bytes an answer has at least to be worth compressing.</summary>
    public int CompressFromBytes { get; set; } = 1024;

    /// <summary>How many bytes the body of a request may have.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Connections that stay open, for subscriptions: WebSockets and event streams at the same path. Null to offer none.
    /// </summary>
    public LiveOptions? Live { get; set; } = new();
}
