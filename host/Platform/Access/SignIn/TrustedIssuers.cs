using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>
/// Decides by its issuer what a token is held against: the built-in issuer (people, in Development), this deployment's machine issuer, the
/// deployment's authority, or the authority of a tenant. Each has its own keys and algorithms, so that no token of one can pass for one
/// of another. Whether the issuer may vouch for the tenant that a token names is asked by <see cref="Callers"/>.
/// </summary>
internal sealed class TrustedIssuers(
    SignInOptions options, MachineIssuer machines, Authorities authorities, TenantIssuers tenants, BuiltInIssuer? builtIn)
{
    /// <summary>How far clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    // Public keys only: with them nobody who can verify can sign, and an HMAC over a public key opens nothing.
    private static readonly string[] WithPublicKeys =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>What this token must fit; null when nobody here trusts its issuer.</summary>
    /// <exception cref="SecurityTokenMalformedException">It is no token.</exception>
    public async ValueTask<TokenValidationParameters?> ParametersFor(string token, CancellationToken ct)
    {
        var read = new JsonWebToken(token);
        if (read.Issuer == machines.Name)
        {
            return await machines.Parameters(read.Kid, ct);
        }

        if (builtIn is not null && read.Issuer == BuiltInIssuer.Name)
        {
            return new TokenValidationParameters
            {
                ValidIssuer = BuiltInIssuer.Name,
                ValidAudience = options.Audience,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha512],
                IssuerSigningKey = builtIn.Key,
                ClockSkew = Skew,
            };
        }

        if (await IsDeployments(read.Issuer, ct))
        {
            return await Public(options.Authority!, read, [options.Audience], ct);
        }

        var own = await tenants.Of(read.Issuer, ct);
        return own.Count == 0 ? null : await Public(read.Issuer, read, own.Select(t => t.Audience ?? options.Audience), ct);
    }

    /// <summary>Whether an issuer vouches for the people of tenants without an authority of their own.</summary>
    public async ValueTask<bool> IsShared(string? issuer, CancellationToken ct) =>
        (builtIn is not null && issuer == BuiltInIssuer.Name) || await IsDeployments(issuer, ct);

    private async ValueTask<bool> IsDeployments(string? issuer, CancellationToken ct) =>
        options.Authority is { } authority && issuer is not null
        && (issuer.TrimEnd('/') == authority.TrimEnd('/') || (await authorities.Find(authority, null, ct))?.Issuer == issuer);

    private async ValueTask<TokenValidationParameters?> Public(string authority, JsonWebToken token, IEnumerable<string> audiences, CancellationToken ct) =>
        await authorities.Find(authority, token.Kid, ct) is not { } known || known.Issuer != token.Issuer
            ? null
            : new TokenValidationParameters
            {
                ValidIssuer = known.Issuer,
                ValidAudiences = audiences,
                ValidAlgorithms = WithPublicKeys,
                IssuerSigningKeys = known.SigningKeys,
                ClockSkew = Skew,
            };
}
