using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CarePlatform.Platform;

/// <summary>
/// Fetches by discovery (OpenID Connect Discovery 1.0) with which keys an authority signs, and remembers it, over TLS and without being
/// led elsewhere. Addresses that administrators of tenants give must be public; the operator's own authority may be anywhere.
/// </summary>
internal sealed class Authorities(SignInOptions options, TimeProvider world, ILogger<Authorities> logger) : IDisposable
{
    private const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // What was found holds so long, and what was not for a moment.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private static readonly TimeSpan MissedFor = TimeSpan.FromSeconds(10);

    // A key that is not known makes it ask before that, at most so often: anybody can name one.
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly HttpClient _anywhere = Client(anywhere: true);
    private readonly HttpClient _public = Client(options.AllowLocalAuthorities);

    /// <summary>What the authority says of itself; null when it cannot be reached, or says that it is somebody else.</summary>
    /// <param name="kid">The key that is looked for; it is asked anew when it did not have it.</param>
    public async ValueTask<OpenIdConnectConfiguration?> Find(string authority, string? kid, CancellationToken ct)
    {
        var known = _known.GetOrAdd(authority, static _ => new Known());
        if (known.Serves(kid, world.GetUtcNow()))
        {
            return known.Found;
        }

        await known.Reading.WaitAsync(ct);
        try
        {
            var now = world.GetUtcNow();
            if (!known.Serves(kid, now))
            {
                known.Take(await Ask(authority, ct), asked: kid is not null && known.Found is not null, now);
            }

            return known.Found;
        }
        finally
        {
            known.Reading.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration?> Ask(string authority, CancellationToken ct)
    {
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(
                authority.TrimEnd('/') + "/.well-known/openid-configuration",
                new HttpDocumentRetriever(authority == options.Authority ? _anywhere : _public) { RequireHttps = !options.AllowLocalAuthorities }, ct);
            return found.Issuer?.TrimEnd('/') == authority.TrimEnd('/') ? found : null;
        }
        catch (Exception unreachable) when (!ct.IsCancellationRequested
            && unreachable is InvalidOperationException or IOException or HttpRequestException or ArgumentException or TaskCanceledException)
        {
            logger.LogWarning("The authority {Authority} cannot be asked for its keys: {Reason}", authority, unreachable.GetBaseException().Message);
            return null;
        }
    }

    public void Dispose()
    {
        _anywhere.Dispose();
        _public.Dispose();
    }

    private static HttpClient Client(bool anywhere) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = (c, ct) => Connect(c, anywhere, ct) })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };

    // The address that is checked is the one that is connected to: a name cannot change its mind in between.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, bool anywhere, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var address = addresses.FirstOrDefault(a => anywhere || IsPublic(a))
            ?? throw new HttpRequestException($"{context.DnsEndPoint.Host} has no public address.");
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        if (address.AddressFamily is AddressFamily.InterNetworkV6)
        {
            return !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6Any)
                && !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal && !address.IsIPv6SiteLocal && !address.IsIPv6Multicast;
        }

        return address.GetAddressBytes() is not ([0 or 10 or 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..]
            or [100, >= 64 and <= 127, ..] or [>= 224, ..]);
    }

    private sealed class Known
    {
        private DateTimeOffset _until = DateTimeOffset.MinValue;
        private DateTimeOffset _askedFor = DateTimeOffset.MinValue;

        public SemaphoreSlim Reading { get; } = new(1, 1);

        public OpenIdConnectConfiguration? Found { get; private set; }

        public bool Serves(string? kid, DateTimeOffset now) => now < _until
            && (kid is null || Found is null || Found.SigningKeys.Any(k => k.KeyId == kid) || now - _askedFor < AsksAgainAfter);

        // What was good stays good while the authority does not answer.
        public void Take(OpenIdConnectConfiguration? found, bool asked, DateTimeOffset now)
        {
            (Found, _until) = (found ?? Found, now + (found is null ? MissedFor : Remembered));
            _askedFor = asked ? now : _askedFor;
        }
    }
}
