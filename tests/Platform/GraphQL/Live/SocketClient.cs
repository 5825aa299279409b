using System.Net.WebSockets;
using System.Text;

namespace CarePlatform.Platform.Tests;

/// <summary>A socket as a client has it. Single quotes stand for double ones both ways.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static Task<SocketClient> Open(LiveHost host, string? protocol = "graphql-transport-ws", string? origin = null) =>
        Open(host.Address, protocol, origin);

    public static async Task<SocketClient> Open(Uri server, string? protocol = "graphql-transport-ws", string? origin = null)
    {
        var client = new SocketClient();
        if (protocol is not null)
        {
            client._socket.Options.AddSubProtocol(protocol);
        }

        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        await client._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, default);
        return client;
    }

    /// <summary>A socket that is acknowledged.</summary>
    public static Task<SocketClient> Begin(LiveHost host) => Begin(host.Address, "{'type':'connection_init'}");

    /// <summary>A socket that is acknowledged after this message.</summary>
    public static async Task<SocketClient> Begin(Uri server, string init)
    {
        var client = await Open(server);
        await client.Send(init);
        var acknowledged = await client.Read();
        return acknowledged.StartsWith("{'type':'connection_ack'", StringComparison.Ordinal)
            ? client
            : throw new InvalidOperationException($"The socket was not acknowledged but answered {acknowledged}.");
    }

    public Task Send(string message) => Send(Encoding.UTF8.GetBytes(message.Replace('\'', '"')), WebSocketMessageType.Text);

    public Task Send(byte[] message, WebSocketMessageType type, bool isLast = true) => _socket.SendAsync(message, type, isLast, default);

    public Task Subscribe(string id, string query) => Send($"{{'id':'{id}','type':'subscribe','payload':{{'query':'{query}'}}}}");

    /// <summary>The next message; or the code and reason of the close.</summary>
    public async Task<string> Read()
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), default);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return $"{(int)_socket.CloseStatus!} {_socket.CloseStatusDescription}";
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(_buffer, 0, length).Replace('"', '\'');
            }
        }
    }

    public async Task<IReadOnlyList<string>> Read(int count)
    {
        var messages = new List<string>();
        for (var i = 0; i < count; i++)
        {
            messages.Add(await Read());
        }

        return messages;
    }

    public Task Close() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);

    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
