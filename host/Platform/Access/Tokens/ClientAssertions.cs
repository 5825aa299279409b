using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Tries the assertions by which API clients sign in with a private key (RFC 7523 §3), each of which opens once.</summary>
internal sealed class ClientAssertions(MachineIssuer issuer, TimeProvider world)
{
    /// <summary>The type that a request names.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int LongestJti = 200;

    // Nobody needs one that holds longer, and used ones are remembered until they expire.
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    /// <summary>The algorithms that are accepted, all of them with public keys.</summary>
    public static string[] Algorithms { get; } = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    /// <summary>Who an assertion says it is; nothing of it has been tried.</summary>
    public static string? SubjectOf(string assertion)
    {
        try
        {
            return new JsonWebToken(assertion).Subject;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenMalformedException)
        {
            return null;
        }
    }

    /// <summary>Whether it was made by the client, for here, now and for the first time. Marks it as used in the session's transaction.</summary>
    public async Task<bool> Opens(string assertion, string clientId, ApiClientId client, AccessDb db, Session session, CancellationToken ct)
    {
        var keys = await db.ApiClientKeys.AsNoTracking().Where(k => k.ApiClient == client).ToListAsync(ct);
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            ValidIssuer = clientId,
            ValidAudiences = [issuer.TokenAddress, issuer.Name],
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = keys.Select(KeyOf),
            RequireExpirationTime = true,
            ClockSkew = TrustedIssuers.Skew,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken { Id: { Length: > 0 and <= LongestJti } jti } token }
            && token.Subject == clientId
            && new DateTimeOffset(token.ValidTo, TimeSpan.Zero) <= world.GetUtcNow() + LongestLife
            && await Spend(client, jti, new DateTimeOffset(token.ValidTo, TimeSpan.Zero), session, ct);
    }

    private static JsonWebKey KeyOf(ApiClientKey key) => new(key.Jwk) { Kid = key.Kid };

    private async Task<bool> Spend(ApiClientId client, string jti, DateTimeOffset expires, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from platform.spent_assertions where api_client = $1 and expires_at < $2")
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = client.Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = world.GetUtcNow() - TrustedIssuers.Skew },
            },
        });
        var spend = new NpgsqlBatchCommand("""
            insert into platform.spent_assertions (api_client, jti, expires_at) values ($1, $2, $3) on conflict do nothing
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = client.Value },
                new NpgsqlParameter<string> { TypedValue = jti },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = expires },
            },
        };
        batch.BatchCommands.Add(spend);
        await batch.ExecuteNonQueryAsync(ct);
        return spend.RecordsAffected == 1;
    }
}
