using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>
/// Issues the access tokens of API clients (RFC 9068), in production as well: signed with a key of this deployment, so that
/// anybody can verify them and nobody else can make them.
/// </summary>
internal sealed class MachineIssuer(SigningKeys keys, SignInOptions options, TimeProvider world)
{
    /// <summary>The claim that holds the client's epoch.</summary>
    public const string EpochClaim = "epoch";

    /// <summary>The claim that names the client.</summary>
    public const string ClientClaim = "client_id";

    /// <summary>The claim that holds the scopes, separated by spaces.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The type in the header: a token made for something else is no access token.</summary>
    public const string TokenType = "at+jwt";

    /// <summary>The issuer that the tokens name.</summary>
    public string Name { get; } = options.PublicAddress.TrimEnd('/');

    /// <summary>Where tokens are asked for.</summary>
    public string TokenAddress => Name + TokenEndpoint.Path;

    /// <summary>Whether this deployment has a secret to keep its keys with.</summary>
    public bool IsReady => keys.CanSign;

    /// <summary>A token for this client with these scopes, and how long it holds.</summary>
    public async Task<(string Token, TimeSpan Lifetime)> Issue(Tenant tenant, ApiClient client, IEnumerable<string> scopes, CancellationToken ct)
    {
        var now = world.GetUtcNow();
        var lifetime = TimeSpan.FromMinutes(client.TokenMinutes ?? options.MachineTokenMinutes);
        var key = await keys.ForSigning(ct);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = options.Audience,
            TokenType = TokenType,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [options.SubjectClaim] = OAuthClientId.Of(tenant, client.Id),
                [ClientClaim] = OAuthClientId.Of(tenant, client.Id),
                [options.TenantClaim] = tenant.Id.ToString(),
                [ScopeClaim] = string.Join(' ', scopes),
                [EpochClaim] = client.Epoch,
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString("N"),
            },
            SigningCredentials = new SigningCredentials(key.Signing, SecurityAlgorithms.EcdsaSha256),
        });
        return (token, lifetime);
    }

    /// <summary>What a token of this issuer is held against.</summary>
    /// <param name="kid">The key that its header names.</param>
    public async ValueTask<TokenValidationParameters> Parameters(string? kid, CancellationToken ct) => new()
    {
        ValidIssuer = Name,
        ValidAudience = options.Audience,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [TokenType],
        IssuerSigningKey = (await keys.Find(kid, ct))?.Public,
        ClockSkew = TrustedIssuers.Skew,
    };
}
