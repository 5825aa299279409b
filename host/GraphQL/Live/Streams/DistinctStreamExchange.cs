using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CarePlatform.GraphQL;

/// <summary>One request whose responses come as an event stream of its own.</summary>
internal sealed class DistinctStreamExchange(
    HttpContext http,
    GraphQLHttpOptions httpOptions,
    LiveOptions options,
    Func<LiveRequest, CancellationToken, ValueTask<LiveSession>> openSession,
    ILogger logger,
    CancellationToken stopping)
{
    private readonly HttpExchange _exchange = new(http, httpOptions);
    private string? _denied;

    public async Task Answer()
    {
        var parameters = await _exchange.ReadParameters(maxBatch: 0).ConfigureAwait(false);
        await using var connection = await Connect(parameters).ConfigureAwait(false);
        using var stop = stopping.UnsafeRegister(static ended => _ = ((LiveConnection)ended!).End(), connection);
        using var stream = new EventStream(http, options);
        var allowed = HttpMethods.IsPost(http.Request.Method) ? OperationKinds.All : OperationKinds.Query | OperationKinds.Subscription;
        var operation = connection.Add("", parameters, allowed)!;
        var background = Task.CompletedTask;
        try
        {
            var responses = await operation.Open().ConfigureAwait(false);
            if (!responses.IsSingle)
            {
                await stream.Start().ConfigureAwait(false);
                background = Task.WhenAll(connection.Watch(), stream.KeepAlive(connection.Ended));
            }

            await Send(responses, stream, operation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_denied is not null)
        {
            await Deny(stream, _denied).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A stream that ends without being complete is asked for again, of the server that comes after this one.
        }
        finally
        {
            await connection.End().ConfigureAwait(false);
            await background.ConfigureAwait(false);
            await connection.Drop(operation).ConfigureAwait(false);
        }
    }

    private async ValueTask<LiveConnection> Connect(RequestParameters parameters)
    {
        try
        {
            var session = await openSession(new LiveRequest(http, LiveTransport.DistinctStream, default), http.RequestAborted).ConfigureAwait(false);
            var connection = new LiveConnection(session, options, logger, http.RequestAborted);
            connection.Denied = async reason =>
            {
                _denied = reason;
                await connection.End().ConfigureAwait(false);
            };
            return connection;
        }
        catch (GraphQLException refusal)
        {
            parameters.Dispose();
            throw new HttpRefusal(StatusCodes.Status403Forbidden, refusal.Message);
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    private async ValueTask Send(GraphQLResponses responses, EventStream stream, LiveOperation operation)
    {
        await foreach (var response in responses.ReadAll().ConfigureAwait(false))
        {
            using (response)
            {
                if (response.Kind is ResponseKind.MutationNotAllowed && HttpMethods.IsGet(http.Request.Method))
                {
                    throw new HttpRefusal(StatusCodes.Status405MethodNotAllowed, response.Errors[0].Message) { Allow = "POST" };
                }

                if (!http.Response.HasStarted)
                {
                    await stream.Start().ConfigureAwait(false);
                }

                await stream.Write(EventStream.Next, response.Utf8, operation.Stopped).ConfigureAwait(false);
            }
        }

        await stream.Write(EventStream.Complete, default, operation.Stopped).ConfigureAwait(false);
    }

    private async ValueTask Deny(EventStream stream, string reason)
    {
        if (!http.Response.HasStarted)
        {
            throw new HttpRefusal(StatusCodes.Status403Forbidden, reason);
        }

        using var output = new JsonOutput();
        ErrorWriter.WriteResponse([new GraphQLException(reason, "FORBIDDEN").Error], null, output);
        await stream.Write(EventStream.Next, output.Written, http.RequestAborted).ConfigureAwait(false);
        await stream.Write(EventStream.Complete, default, http.RequestAborted).ConfigureAwait(false);
    }
}
