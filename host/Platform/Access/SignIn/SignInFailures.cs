using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Writes into the tenant's audit trail who failed to sign in, from where and why. The same failure from the same place is written
/// once a minute, and so many of one place at most, so that nobody can fill a trail from outside.
/// </summary>
internal sealed class SignInFailures(IServiceScopeFactory scopes, TimeProvider world)
{
    private const int Most = 10_000;
    private const int LongestName = 200;

    /// <summary>So many failures of one address are written in a minute.</summary>
    public const int OfAddress = 30;

    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(TenantId, string, string), DateTimeOffset> _written = new();
    private readonly ConcurrentDictionary<(TenantId, string), (DateTimeOffset Since, int Count)> _places = new();

    /// <summary>Where a request comes from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    /// <summary>Notes a failure.</summary>
    /// <param name="who">The name that was given; nobody vouches for it.</param>
    /// <param name="subjects">Wire ids of what it was about, such as the API client's.</param>
    /// <param name="why">A code, such as <c>invalid_client</c>.</param>
    public async Task Note(Tenant tenant, string who, IReadOnlyList<string> subjects, string why, HttpContext http)
    {
        var (now, name) = (world.GetUtcNow(), who.Length > LongestName ? who[..LongestName] : who);
        if (_written.Count + _places.Count >= Most)
        {
            _written.Clear();
            _places.Clear();
        }

        var address = AddressOf(http);
        var key = (tenant.Id, $"{name} {address}", why);
        if (_written.TryGetValue(key, out var last) && now - last < OncePer)
        {
            return;
        }

        _written[key] = now;
        var place = _places.AddOrUpdate(
            (tenant.Id, address), (now, 1), (_, known) => now - known.Since < OncePer ? (known.Since, known.Count + 1) : (now, 1));
        if (place.Count > OfAddress)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.Unknown(name), Guid.CreateVersion7(now));
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Purpose = $"from {address}";
        trail.Write("signIn", subjects, why);
        // Whoever hangs up is noted all the same.
        await trail.FlushAsync(CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }
}
