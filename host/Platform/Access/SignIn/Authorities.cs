using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CarePlatform.Platform;

/// <summary>
/// Fetches by discovery (OpenID Connect Discovery 1.0) with which keys an authority signs, and remembers it. Addresses come from
/// administrators of tenants: only public ones are reached, over TLS and without being led elsewhere.
/// </summary>
internal sealed class Authorities(SignInOptions options, ILogger<Authorities> logger) : IDisposable
{
    private const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A key that is not known makes it ask again, at most so often.
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _known = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = (c, ct) => Connect(c, options, ct) })
    {
        Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <summary>What the authority says of itself; null when it cannot be reached, or says that it is somebody else.</summary>
    /// <param name="kid">The key that is looked for; it is asked anew when it did not have it.</param>
    public async ValueTask<OpenIdConnectConfiguration?> Find(string authority, string? kid, CancellationToken ct)
    {
        var manager = _known.GetOrAdd(authority, a => new ConfigurationManager<OpenIdConnectConfiguration>(
            a.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = !options.AllowLocalAuthorities }) { RefreshInterval = AsksAgainAfter });
        try
        {
            var found = await manager.GetConfigurationAsync(ct);
            if (kid is not null && found.SigningKeys.All(k => k.KeyId != kid))
            {
                manager.RequestRefresh();
                found = await manager.GetConfigurationAsync(ct);
            }

            return found.Issuer?.TrimEnd('/') == authority.TrimEnd('/') ? found : null;
        }
        catch (Exception unreachable) when (unreachable is InvalidOperationException or IOException or HttpRequestException or ArgumentException)
        {
            logger.LogWarning("The authority {Authority} cannot be asked for its keys: {Reason}", authority, unreachable.GetBaseException().Message);
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    // The address that is checked is the one that is connected to: a name cannot change its mind in between.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, SignInOptions options, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var address = addresses.FirstOrDefault(a => options.AllowLocalAuthorities || IsPublic(a))
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
}
