using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CarePlatform.GraphQL;

/// <summary>
/// One request in single connection mode: PUT reserves a stream, GET connects it, GET and POST ask for operations whose responses
/// it carries, DELETE ends one.
/// </summary>
internal sealed class SingleStreamExchange(
    HttpContext http,
    GraphQLHttpOptions httpOptions,
    LiveOptions options,
    StreamReservations reservations,
    Func<LiveRequest, CancellationToken, ValueTask<LiveSession>> openSession,
    ILogger logger,
    CancellationToken stopping)
{
    private readonly HttpExchange _exchange = new(http, httpOptions);

    public Task Answer()
    {
        var wantsStream = EventStream.IsWanted(http.Request);
        var token = StreamReservations.TokenOf(http.Request, wantsStream);
        return http.Request.Method switch
        {
            "PUT" => Reserve(),
            "DELETE" => Stop(Find(token)),
            "GET" when wantsStream => Connect(token!, Find(token)),
            "GET" or "POST" => Ask(Find(token)),
            _ => throw new HttpRefusal(StatusCodes.Status405MethodNotAllowed, $"GraphQL is not asked with {http.Request.Method}.")
            {
                Allow = "GET, POST, PUT, DELETE",
            },
        };
    }

    private SingleStream Find(string? token) => token is not null && reservations.Find(token, http) is { } stream
        ? stream
        : throw new HttpRefusal(StatusCodes.Status404NotFound, "There is no such event stream. Reserve one with PUT.");

    private async Task Reserve()
    {
        LiveSession session;
        try
        {
            session = await openSession(new LiveRequest(http, LiveTransport.SingleStream, default), http.RequestAborted).ConfigureAwait(false);
        }
        catch (GraphQLException refusal)
        {
            throw new HttpRefusal(StatusCodes.Status403Forbidden, refusal.Message);
        }

        var connection = new LiveConnection(session, options, logger, stopping);
        if (reservations.Add(new SingleStream(connection)) is not { } token)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new HttpRefusal(StatusCodes.Status503ServiceUnavailable, "There are too many event streams. Try again later.");
        }

        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(token, http.RequestAborted).ConfigureAwait(false);
    }

    private async Task Connect(string token, SingleStream single)
    {
        if (!single.TryTake())
        {
            throw new HttpRefusal(StatusCodes.Status409Conflict, "The event stream is connected already. Reserve another with PUT.");
        }

        var connection = single.Connection;
        using var stream = new EventStream(http, options);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(connection.Ended, http.RequestAborted);
        var background = Task.CompletedTask;
        var denying = Task.CompletedTask;
        connection.Denied = reason => new ValueTask(denying = Deny(connection, stream, reason));
        try
        {
            await stream.Start().ConfigureAwait(false);
            single.Connect(stream);
            background = Task.WhenAll(connection.Watch(), stream.KeepAlive(ended.Token));
            await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            await connection.End().ConfigureAwait(false);
            await background.ConfigureAwait(false);
            await denying.ConfigureAwait(false);
            await reservations.Remove(token).ConfigureAwait(false);
        }
    }

    private async Task Deny(LiveConnection connection, EventStream stream, string reason)
    {
        var ids = connection.Ids;
        await connection.End().ConfigureAwait(false);
        try
        {
            await SingleStream.Deny(stream, ids, reason, http.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone without hearing it.
        }
    }

    private async Task Ask(SingleStream single)
    {
        var format = ResponseFormat.For(http.Request)
            ?? throw new HttpRefusal(StatusCodes.Status406NotAcceptable, "What is wrong with a request is said in JSON. Accept application/json.");
        var parameters = await _exchange.ReadParameters(maxBatch: 0).ConfigureAwait(false);
        if (AddOrRefuse(single.Connection, parameters, out var refusal) is not { } operation)
        {
            parameters.Dispose();
            throw refusal;
        }

        var isRunning = false;
        try
        {
            var responses = await operation.Open().ConfigureAwait(false);
            if (responses.Refusal is { } refused)
            {
                // Only what is accepted is 202, so a refusal is an error whatever the media type says of others.
                await _exchange.Write(ResponseFormat.GraphQL.StatusFor(refused.Kind), format, refused.Utf8).ConfigureAwait(false);
                return;
            }

            isRunning = true;
            single.Connection.Run(operation, running => single.Send(running, responses));
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        catch (OperationCanceledException) when (operation.Stopped.IsCancellationRequested)
        {
            throw new HttpRefusal(StatusCodes.Status404NotFound, "The event stream has ended, or the operation was stopped.");
        }
        finally
        {
            if (!isRunning)
            {
                await single.Connection.Drop(operation).ConfigureAwait(false);
            }
        }
    }

    private LiveOperation? AddOrRefuse(LiveConnection connection, RequestParameters parameters, out HttpRefusal refusal)
    {
        refusal = new HttpRefusal(StatusCodes.Status429TooManyRequests, $"{options.MaxOperations} operations share this event stream, which is the most that may.");
        switch (parameters.OperationId)
        {
            case null or "":
                refusal = HttpRefusal.BadRequest("The operation has no id. Send it as \"operationId\" in \"extensions\", as a string.");
                return null;
            case { } id when id.Length > options.MaxIdLength:
                refusal = HttpRefusal.BadRequest($"The id of an operation may have at most {options.MaxIdLength} characters.");
                return null;
            case { } id when connection.Has(id):
                refusal = new HttpRefusal(StatusCodes.Status409Conflict, "An operation with this id runs already. Give each its own.");
                return null;
            case { } id:
                return connection.Add(
                    id, parameters, HttpMethods.IsPost(http.Request.Method) ? OperationKinds.All : OperationKinds.Query | OperationKinds.Subscription);
        }
    }

    private Task Stop(SingleStream single)
    {
        var id = http.Request.Query["operationId"].ToString();
        if (id.Length == 0)
        {
            throw HttpRefusal.BadRequest("The address has no \"operationId\", which names the operation to end.");
        }

        single.Connection.Stop(id);
        return Task.CompletedTask;
    }
}
