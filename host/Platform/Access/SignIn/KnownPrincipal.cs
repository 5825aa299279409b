using System.Collections.Frozen;
using System.Security.Claims;

namespace CarePlatform.Platform;

/// <summary>The bearer of a token that is known: what it says is looked up and not searched for, since each request asks it a dozen times.</summary>
internal sealed class KnownPrincipal(ClaimsIdentity identity) : ClaimsPrincipal(identity)
{
    private readonly FrozenDictionary<string, Claim> _first = identity.Claims
        .GroupBy(c => c.Type, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(c => c.Key, c => c.First(), StringComparer.OrdinalIgnoreCase);

    public override Claim? FindFirst(string type) => _first.GetValueOrDefault(type);
}
