using System.Buffers;
using System.Net.WebSockets;

namespace CarePlatform.GraphQL;

/// <summary>Reads whole messages from a socket, up to a number of bytes.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>
    /// The next message; null when the client has closed or has gone. It is valid until the next is read. Cancelling cuts the connection.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>?> Read(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
            {
                return null;
            }

            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.MessageType is WebSocketMessageType.Binary)
            {
                throw SocketEnd.BadRequest("Messages are JSON in text frames; this one is binary.");
            }

            length += part.Count;
            if (length > maxBytes)
            {
                throw new SocketEnd(CloseCode.MessageTooBig, $"A message may have at most {maxBytes} bytes.");
            }

            if (part.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }

            if (length == _buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                _buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }
        }
    }

    /// <summary>Reads until the client has closed or gone, and forgets what it says.</summary>
    public async ValueTask Skip(CancellationToken cancellation)
    {
        try
        {
            while ((await socket.ReceiveAsync(_buffer.AsMemory(), cancellation).ConfigureAwait(false)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
