using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>How a connection stays open.</summary>
public enum LiveTransport
{
    /// <summary>A WebSocket; many operations share it.</summary>
    Socket,

    /// <summary>An event stream for one operation.</summary>
    DistinctStream,

    /// <summary>An event stream that is reserved first; many operations share it.</summary>
    SingleStream,
}

/// <summary>A wish to open a connection.</summary>
/// <param name="Http">
/// The request that asks for it. In <see cref="LiveTransport.SingleStream"/> it is over long before the session is: take what the
/// session needs, and keep neither it nor its services.
/// </param>
/// <param name="Transport">What is asked for.</param>
/// <param name="Payload">
/// The payload of <c>connection_init</c>: an object, or undefined when there is none, as with every other transport. It is
/// valid until the session is open.
/// </param>
public sealed record LiveRequest(HttpContext Http, LiveTransport Transport, JsonElement Payload);

/// <summary>
/// What the host decides about one open connection: who is behind it, what is asked over it, and whether it may go on. Operations
/// of one connection run side by side, so its members are called side by side too.
/// </summary>
public abstract class LiveSession : IAsyncDisposable
{
    /// <summary>What <c>connection_ack</c> tells the client: plain values, maps and lists; null for nothing.</summary>
    public virtual IReadOnlyDictionary<string, object?>? Greeting => null;

    /// <summary>The kinds of operations that may be asked over the connection.</summary>
    public virtual OperationKinds Allowed => OperationKinds.All;

    /// <summary>The executor for an operation that begins now.</summary>
    public abstract ValueTask<GraphQLExecutor> FindExecutor(CancellationToken cancellation);

    /// <summary>
    /// Opens what one execution runs in: one for each query and mutation, one for each event of a subscription and one for its
    /// source. A <see cref="GraphQLException"/> ends the operation with its error.
    /// </summary>
    public abstract ValueTask<ExecutionScope> OpenScope(CancellationToken cancellation);

    /// <summary>
    /// Why the connection may not go on, for example because its token has expired; null while it may. Asked before each operation
    /// and each event, and from time to time. A socket is then closed with 4403 and the reason; an event stream ends with an error.
    /// </summary>
    public virtual ValueTask<string?> FindEnd(CancellationToken cancellation) => new((string?)null);

    /// <summary>
    /// Whether a later request that shows the token of a reserved event stream may use it. Its token is a secret, so by default it may.
    /// </summary>
    public virtual bool IsOpenTo(HttpContext http) => true;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
