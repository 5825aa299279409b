using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>
/// What may be chosen about connections that stay open: WebSockets that speak <c>graphql-transport-ws</c>, and event streams as
/// <c>graphql-sse</c> has them. The defaults suit a public server.
/// </summary>
public sealed class LiveOptions
{
    /// <summary>
    /// Decides who is behind a connection and what may be asked over it; a <see cref="GraphQLException"/> refuses the connection.
    /// Without it a connection has the executor and the user of the request that opened it, and each execution a service scope.
    /// </summary>
    public Func<LiveRequest, CancellationToken, ValueTask<LiveSession>>? OpenSession { get; set; }

    /// <summary>
    /// Whether a browser page of this origin may open a socket, which browsers allow to every page. By default the origin must be
    /// the host that is asked. Clients that are no browsers send no origin and are not asked.
    /// </summary>
    public Func<HttpContext, string, bool> AllowsOrigin { get; set; } = static (http, origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && string.Equals(page.Authority, new Uri($"{http.Request.Scheme}://{http.Request.Host}").Authority, StringComparison.OrdinalIgnoreCase);

    /// <summary>How long a socket may take to send <c>connection_init</c>. It is closed with 4408 then.</summary>
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a quiet connection is shown to be alive: sockets by a ping, event streams by a comment.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a socket may leave a ping unanswered before it is taken for dead.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client may take to receive one message. While it does, its subscriptions wait, and events wait in their sources;
    /// then the connection is cut.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is asked whether the session may go on, besides before each operation and each event.</summary>
    public TimeSpan SessionCheck { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes a message to a socket may have. A longer one closes it with 1009.</summary>
    public int MaxMessageBytes { get; set; } = 256 * 1024;

    /// <summary>How many operations may run at the same time over one connection. Those beyond are answered with an error.</summary>
    public int MaxOperations { get; set; } = 100;

    /// <summary>How long the <c>id</c> of an operation may be.</summary>
    public int MaxIdLength { get; set; } = 256;

    /// <summary>How long a reserved event stream waits for its connection.</summary>
    public TimeSpan ReservationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many event streams may be reserved or open in single connection mode in this process; those beyond get 503.</summary>
    public int MaxReservations { get; set; } = 10_000;

    /// <summary>The time by which all of this is measured.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;
}
