using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>The event streams that were reserved, and those that are open, in single connection mode.</summary>
internal sealed class StreamReservations(LiveOptions options)
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";

    private readonly ConcurrentDictionary<string, SingleStream> _streams = new(StringComparer.Ordinal);

    /// <summary>The token that a request shows; browsers can show one for an event stream in the address only.</summary>
    public static string? TokenOf(HttpRequest request, bool wantsStream) =>
        request.Headers.TryGetValue(TokenHeader, out var header) && header.ToString() is { Length: > 0 } token ? token
        : (wantsStream || HttpMethods.IsDelete(request.Method)) && request.Query["token"].ToString() is { Length: > 0 } inAddress ? inAddress
        : null;

    /// <summary>
    /// Keeps a stream under a new token until it ends. It ends by itself when it is not connected in time. Null when there are as many as may be.
    /// </summary>
    public string? Add(SingleStream stream)
    {
        if (_streams.Count >= options.MaxReservations)
        {
            return null;
        }

        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _streams[token] = stream;
        _ = ForgetUnconnected(token, stream);
        return token;
    }

    /// <summary>The stream of a token, if the request may use it.</summary>
    public SingleStream? Find(string token, HttpContext http) =>
        _streams.TryGetValue(token, out var stream) && stream.Connection.Session.IsOpenTo(http) ? stream : null;

    /// <summary>Forgets a stream and ends what runs over it.</summary>
    public async ValueTask Remove(string token)
    {
        if (_streams.TryRemove(token, out var stream))
        {
            await stream.Connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ForgetUnconnected(string token, SingleStream stream)
    {
        try
        {
            await stream.WaitForConnection(stream.Connection.Ended).WaitAsync(options.ReservationTimeout, options.Time).ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            // Taken by nobody, or ended by the server.
            if (stream.TryTake())
            {
                await Remove(token).ConfigureAwait(false);
            }
        }
    }
}
