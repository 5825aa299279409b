using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CarePlatform.GraphQL;

/// <summary>One socket that speaks <c>graphql-transport-ws</c>, from its handshake to its end.</summary>
internal sealed class SocketConnection(
    HttpContext http, WebSocket socket, LiveOptions options, Func<LiveRequest, CancellationToken, ValueTask<LiveSession>> openSession, ILogger logger)
    : IDisposable
{
    /// <summary>How long the client may take to answer a close.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly SocketReader _reader = new(socket, options.MaxMessageBytes);
    private readonly SocketWriter _writer = new(socket, options.SendTimeout, options.Time);
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _cut = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
    private SocketConversation? _conversation;
    private Task _opening = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private Task _stopping = Task.CompletedTask;
    private bool _isInitialised;

    /// <summary>Talks with the client until one of them closes, if both speak the protocol.</summary>
    public async Task Run(bool speaksProtocol, CancellationToken stopping)
    {
        if (!speaksProtocol)
        {
            await Close(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable").ConfigureAwait(false);
        }

        var init = CloseWithoutInit();
        var stop = stopping.UnsafeRegister(static (connection, _) => ((SocketConnection)connection!).CloseSoon(), this);
        try
        {
            await Listen().ConfigureAwait(false);
        }
        finally
        {
            await stop.DisposeAsync().ConfigureAwait(false);
            await _over.CancelAsync().ConfigureAwait(false);
            await _writer.Close(CloseCode.Normal, "").ConfigureAwait(false);
            await init.ConfigureAwait(false);
            await _opening.ConfigureAwait(false);
            await _watching.ConfigureAwait(false);
            await _stopping.ConfigureAwait(false);
            if (_conversation is not null)
            {
                await _conversation.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _over.Dispose();
        _cut.Dispose();
    }

    private async Task Listen()
    {
        while (true)
        {
            try
            {
                // After this side has closed, the other may still be speaking; it is heard out, or the close would not reach it.
                if (_over.IsCancellationRequested)
                {
                    await _reader.Skip(_cut.Token).ConfigureAwait(false);
                    return;
                }

                if (await _reader.Read(_cut.Token).ConfigureAwait(false) is not { } text)
                {
                    return;
                }

                await Hear(text).ConfigureAwait(false);
            }
            catch (SocketEnd end)
            {
                await Close(end.Code, end.Message).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async ValueTask Hear(ReadOnlyMemory<byte> text)
    {
        var message = SocketMessage.Parse(text.Span);
        var isTaken = false;
        try
        {
            switch (message.Type)
            {
                case "connection_init":
                    if (_isInitialised)
                    {
                        throw new SocketEnd(CloseCode.TooManyInits, "Too many initialisation requests");
                    }

                    message.OptionalPayload();
                    _isInitialised = isTaken = true;
                    _opening = Open(message);
                    break;
                case "ping":
                    await Pong(message.OptionalPayload()).ConfigureAwait(false);
                    break;
                case "pong":
                    message.OptionalPayload();
                    break;
                case "subscribe":
                    isTaken = await Acknowledged().Subscribe(message).ConfigureAwait(false);
                    break;
                case "complete":
                    Acknowledged().Complete(message);
                    break;
                default:
                    throw SocketEnd.BadRequest("There is no message of this type.");
            }
        }
        finally
        {
            if (!isTaken)
            {
                message.Dispose();
            }
        }
    }

    private async Task Open(SocketMessage init)
    {
        using (init)
        {
            LiveSession? session = null;
            try
            {
                session = await openSession(new LiveRequest(http, LiveTransport.Socket, init.OptionalPayload()), _over.Token).ConfigureAwait(false);
                var connection = new LiveConnection(session, options, logger, _over.Token) { Denied = reason => Close(CloseCode.Forbidden, reason) };
                _conversation = new SocketConversation(connection, _writer);
                await _writer.Write(output => SocketConversation.Acknowledge(session.Greeting, output), _over.Token).ConfigureAwait(false);
                _conversation.IsAcknowledged = true;
                _watching = connection.Watch();
            }
            catch (GraphQLException refusal)
            {
                await Close(CloseCode.Forbidden, refusal.Message).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_over.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                logger.LogError(failure, "A live GraphQL session could not be opened");
                await Close(CloseCode.InternalError, "Internal server error").ConfigureAwait(false);
            }
        }
    }

    private SocketConversation Acknowledged() => _conversation is { IsAcknowledged: true } conversation
        ? conversation
        : throw new SocketEnd(CloseCode.Unauthorized, "Unauthorized");

    private ValueTask Pong(JsonElement payload) => _writer.Write(
        output =>
        {
            output.Raw("{\"type\":\"pong\""u8);
            if (payload.ValueKind is JsonValueKind.Object)
            {
                output.Raw(",\"payload\":"u8);
                output.Json(payload);
            }

            output.Raw("}"u8);
        },
        _over.Token);

    private async Task CloseWithoutInit()
    {
        try
        {
            await Task.Delay(options.InitTimeout, options.Time, _over.Token).ConfigureAwait(false);
            if (!_isInitialised)
            {
                await Close(CloseCode.InitTimeout, "Connection initialisation timeout").ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void CloseSoon() => _stopping = Task.Run(() => Close(CloseCode.GoingAway, "The server stops").AsTask(), CancellationToken.None);

    /// <summary>Ends what runs and closes this side; the other has a moment to do the same.</summary>
    private async ValueTask Close(CloseCode code, string reason)
    {
        await _writer.Close(code, reason).ConfigureAwait(false);
        _cut.CancelAfter(Farewell);
        await _over.CancelAsync().ConfigureAwait(false);
    }
}
