using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CarePlatform.Benchmarks;

/// <summary>
/// Asks a server over several connections that are kept, one request after the other on each. It reads as little of HTTP as it can,
/// because it shares the processor with the server.
/// </summary>
internal sealed class Load(int port, int connections)
{
    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    public static byte[] Post(string path, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    /// <summary>The body of the answer to one request.</summary>
    public async Task<byte[]> Ask(byte[] request)
    {
        using var connection = await LoadConnection.Open(port);
        await connection.Exchange(request);
        return connection.LastBody();
    }

    /// <summary>Asks these in turn until the time is over; gives the time of each answer.</summary>
    public async Task<LoadResult> Run(IReadOnlyList<byte[]> requests, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(async () =>
        {
            using var connection = await LoadConnection.Open(port);
            var taken = new List<double>(10_000);
            for (var i = number; Stopwatch.GetElapsedTime(started) < length; i += connections)
            {
                var asked = Stopwatch.GetTimestamp();
                await connection.Exchange(requests[i % requests.Count]);
                taken.Add(Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            }

            return taken;
        })));
        double[] all = [.. times.SelectMany(taken => taken).Order()];
        return new LoadResult(
            all.Length / Stopwatch.GetElapsedTime(started).TotalSeconds, all[all.Length / 2], all[all.Length * 99 / 100], all.Length);
    }
}

/// <summary>Requests a second, and the middle and the slowest hundredth of the times of the answers in microseconds.</summary>
internal sealed record LoadResult(double PerSecond, double P50, double P99, int Count);

/// <summary>One connection that is kept.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[256 * 1024];
    private int _bodyStart;
    private int _end;


    public static async Task<LoadConnection> Open(int port)
    {
        var connection = new LoadConnection();
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return connection;
    }

    /// <summary>The body that came last, put together when it came in chunks.</summary>
    public byte[] LastBody()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_bodyStart.._end);
        if (_buffer.AsSpan(0, _bodyStart).IndexOf("Content-Length: "u8) >= 0)
        {
            return rest.ToArray();
        }

        var body = new List<byte>(rest.Length);
        while (System.Buffers.Text.Utf8Parser.TryParse(rest, out int size, out var digits, 'x') && size > 0)
        {
            body.AddRange(rest.Slice(digits + 2, size));
            rest = rest[(digits + size + 4)..];
        }

        return [.. body];
    }

    public async ValueTask Exchange(byte[] request)
    {
        await _socket.SendAsync(request);
        _end = 0;
        do
        {
            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_end));
            _end += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
        while (!IsComplete());
    }

    public void Dispose() => _socket.Dispose();

    private bool IsComplete()
    {
        ReadOnlySpan<byte> received = _buffer.AsSpan(0, _end);
        _bodyStart = received.IndexOf("\r\n\r\n"u8) + 4;
        if (_bodyStart < 4)
        {
            return false;
        }

        var head = received[.._bodyStart];
        if (!head.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException(Encoding.ASCII.GetString(received));
        }

        var length = head.IndexOf("Content-Length: "u8);
        return length < 0
            ? received.EndsWith("\r\n0\r\n\r\n"u8)
            : System.Buffers.Text.Utf8Parser.TryParse(head[(length + 16)..], out int body, out _) && _end >= _bodyStart + body;
    }
}
