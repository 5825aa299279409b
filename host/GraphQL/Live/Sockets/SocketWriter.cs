using System.Net.WebSockets;
using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>
/// Writes messages to a socket, one after the other. Whoever writes waits until the client has room; a client that takes too long
/// is cut off.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private const int LargestCopy = 64 * 1024;

    /// <summary>How many bytes a close frame may say.</summary>
    private const int LongestReason = 123;

    private readonly SemaphoreSlim _turn = new(1);
    private bool _isClosed;

    /// <summary>Writes a message that has neither id nor payload of its own.</summary>
    public async ValueTask Write(Action<JsonOutput> message, CancellationToken cancellation)
    {
        using var output = new JsonOutput();
        message(output);
        await Send(output.Written, default, default, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes a message of this type about an operation.</summary>
    public async ValueTask Write(string type, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        using var output = new JsonOutput(256 + (payload.Length > LargestCopy ? 0 : payload.Length));
        output.Raw("{\"id\":"u8);
        output.Text(id);
        output.Raw(",\"type\":\""u8);
        output.Raw(type);
        output.Raw("\""u8);
        if (payload.IsEmpty)
        {
            output.Raw("}"u8);
            await Send(output.Written, default, default, cancellation).ConfigureAwait(false);
            return;
        }

        output.Raw(",\"payload\":"u8);
        if (payload.Length > LargestCopy)
        {
            await Send(output.Written, payload, "}"u8.ToArray(), cancellation).ConfigureAwait(false);
            return;
        }

        output.Raw(payload.Span);
        output.Raw("}"u8);
        await Send(output.Written, default, default, cancellation).ConfigureAwait(false);
    }

    /// <summary>Closes this side. Nothing can be written any more.</summary>
    public async ValueTask Close(CloseCode code, string reason)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            using var late = new CancellationTokenSource(timeout, time);
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, Shorten(reason), late.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            socket.Abort();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask Send(ReadOnlyMemory<byte> start, ReadOnlyMemory<byte> middle, ReadOnlyMemory<byte> end, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // What was stopped while it waited for its turn is not sent any more.
            cancellation.ThrowIfCancellationRequested();
            if (_isClosed)
            {
                throw new OperationCanceledException("The socket is closed.");
            }

            // A message that was begun is finished, whatever becomes of its operation: half of one would be the end of the socket.
            using var late = new CancellationTokenSource(timeout, time);
            await socket.SendAsync(start, WebSocketMessageType.Text, end.IsEmpty, late.Token).ConfigureAwait(false);
            if (!end.IsEmpty)
            {
                await socket.SendAsync(middle, WebSocketMessageType.Text, false, late.Token).ConfigureAwait(false);
                await socket.SendAsync(end, WebSocketMessageType.Text, true, late.Token).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or InvalidOperationException)
        {
            _isClosed = true;
            throw new OperationCanceledException("The client has gone.", gone);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static string Shorten(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= LongestReason)
        {
            return reason;
        }

        var shortened = new StringBuilder();
        var left = LongestReason - 3;
        foreach (var rune in reason.EnumerateRunes())
        {
            if ((left -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            shortened.Append(rune.ToString());
        }

        return shortened.Append('…').ToString();
    }
}
