using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarePlatform.GraphQL;

/// <summary>Tells requests that open a connection, or belong to an open one, from all others, and answers them.</summary>
internal sealed class LiveEndpoint
{
    private const string Subprotocol = "graphql-transport-ws";

    private readonly GraphQLHttpOptions _http;
    private readonly LiveOptions _options;
    private readonly RequestDelegate _sockets;
    private readonly StreamReservations _reservations;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;

    public LiveEndpoint(IEndpointRouteBuilder routes, GraphQLHttpOptions http, LiveOptions options)
    {
        if (http.BeforeSending is not null && options.OpenSession is null)
        {
            throw new InvalidOperationException(
                "This endpoint keeps something before each response is sent, which open connections would not do. Set Live.OpenSession to "
                + "a function whose scopes do so when they finish, or set Live to null.");
        }

        _http = http;
        _options = options;
        _logger = routes.ServiceProvider.GetService<ILoggerFactory>()?.CreateLogger("CarePlatform.GraphQL.Live") ?? NullLogger.Instance;
        _stopping = routes.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        _reservations = new StreamReservations(options);
        var sockets = routes.CreateApplicationBuilder();
        sockets.UseWebSockets();
        sockets.Run(AnswerSocket);
        _sockets = sockets.Build();
    }

    /// <summary>The answer to a request that is about open connections; null for any other.</summary>
    public Task? TryAnswer(HttpContext http)
    {
        var request = http.Request;
        if (GraphQLEndpoint.AsksForSocket(request))
        {
            return _sockets(http);
        }

        var wantsStream = EventStream.IsWanted(request);
        if (HttpMethods.IsPut(request.Method) || StreamReservations.TokenOf(request, wantsStream) is not null)
        {
            return Guarded(http, new SingleStreamExchange(http, _http, _options, _reservations, OpenSession, _logger, _stopping).Answer);
        }

        return wantsStream ? Guarded(http, new DistinctStreamExchange(http, _http, _options, OpenSession, _logger, _stopping).Answer) : null;
    }

    private ValueTask<LiveSession> OpenSession(LiveRequest request, CancellationToken cancellation) =>
        _options.OpenSession is { } open ? open(request, cancellation) : RequestSession.Of(request, _http);

    private async Task AnswerSocket(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Guarded(http, () => throw HttpRefusal.BadRequest("The request asks for an upgrade that is no WebSocket.")).ConfigureAwait(false);
            return;
        }

        if (http.Request.Headers.Origin is { Count: > 0 } origin && !_options.AllowsOrigin(http, origin.ToString()))
        {
            await Guarded(http, () => throw new HttpRefusal(
                StatusCodes.Status403Forbidden, $"Pages of {origin} may not open a socket here.")).ConfigureAwait(false);
            return;
        }

        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Subprotocol : null,
            KeepAliveInterval = _options.KeepAlive,
            KeepAliveTimeout = _options.KeepAliveTimeout,
        }).ConfigureAwait(false);
        using var connection = new SocketConnection(http, socket, _options, OpenSession, _logger);
        await connection.Run(speaks, _stopping).ConfigureAwait(false);
    }

    private async Task Guarded(HttpContext http, Func<Task> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (HttpRefusal refusal) when (!http.Response.HasStarted)
        {
            await new HttpExchange(http, _http).Refuse(refusal, ResponseFormat.Json).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }
}
