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

    /// <summary>The claim that says who acts as the token's person.</summary>
    public const string ActClaim = "act";

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
    /// <param name="person">The synthetic person as whom the program of a sandbox acts (RFC 8693 §4.1); null when it acts as itself.</param>
    public async Task<(string Token, TimeSpan Lifetime)> Issue(
        Tenant tenant, ApiClient client, IEnumerable<string> scopes, string? person, CancellationToken ct)
    {
        var now = world.GetUtcNow();
        var lifetime = TimeSpan.FromMinutes(client.TokenMinutes ?? options.MachineTokenMinutes);
        var key = await keys.ForSigning(ct);
        var name = OAuthClientId.Of(tenant, client.Id);
        var claims = new Dictionary<string, object>
        {
            [options.SubjectClaim] = person ?? name,
            [ClientClaim] = name,
            [options.TenantClaim] = tenant.Id.ToString(),
            [ScopeClaim] = string.Join(' ', scopes),
            [EpochClaim] = client.Epoch,
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString("N"),
        };
        if (person is not null)
        {
            claims[ActClaim] = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = name };
        }

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = options.Audience,
            TokenType = TokenType,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = claims,
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
