using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CarePlatform.GraphQL;

/// <summary>
/// Server-sent events over one response. Whoever writes waits until the client has room; a client that takes too long is cut off.
/// </summary>
internal sealed class EventStream(HttpContext http, LiveOptions options) : IDisposable
{
    private const string MediaType = "text/event-stream";

    /// <summary>The names of the events.</summary>
    public static readonly ReadOnlyMemory<byte> Next = "next"u8.ToArray(), Complete = "complete"u8.ToArray();

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Whether the client likes an event stream better than a single response.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || !accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase)
            || !MediaTypeHeaderValue.TryParseList(accept, out var accepted))
        {
            return false;
        }

        var stream = accepted.Where(range => range.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)).Max(range => range.Quality ?? 1);
        return stream > 0 && accepted.All(range => range.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) || (range.Quality ?? 1) < stream
            || range.MatchesAllTypes);
    }

    /// <summary>Sends the headers, and a comment so that whatever is in between lets them through.</summary>
    public async ValueTask Start()
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await Comment().ConfigureAwait(false);
    }

    /// <summary>Shows from time to time that the connection is alive, until it ends.</summary>
    public async Task KeepAlive(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.KeepAlive, options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                await Comment(cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Writes an event whose data is JSON, or nothing.</summary>
    public ValueTask Write(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data, CancellationToken cancellation) => Send(
        (output, parts) =>
        {
            output.Write("event: "u8);
            output.Write(parts.Name.Span);
            var rest = parts.Data.Span;
            do
            {
                // JSON that was passed on as it came may have line breaks between its parts.
                var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
                output.Write("\ndata: "u8);
                output.Write(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? default : rest[(end + 1)..];
            }
            while (!rest.IsEmpty);
            output.Write("\n\n"u8);
        },
        (Name: name, Data: data),
        cancellation);

    public void Dispose() => _turn.Dispose();

    private ValueTask Comment(CancellationToken cancellation = default) =>
        Send((output, _) => output.Write(":\n\n"u8), default, cancellation);

    private async ValueTask Send(
        Action<IBufferWriter<byte>, (ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Data)> write,
        (ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Data) parts,
        CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // What was stopped while it waited for its turn is not sent any more.
            cancellation.ThrowIfCancellationRequested();
            using var late = new CancellationTokenSource(options.SendTimeout, options.Time);
            using var cut = late.Token.UnsafeRegister(static (context, _) => ((HttpContext)context!).Abort(), http);
            write(http.Response.BodyWriter, parts);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            http.RequestAborted.ThrowIfCancellationRequested();
        }
        finally
        {
            _turn.Release();
        }
    }
}
