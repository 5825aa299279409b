using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>A key with which this deployment signs or has signed.</summary>
/// <param name="Signing">The private key; null when this host cannot open it.</param>
/// <param name="Public">What others verify with.</param>
internal sealed record SigningKey(
    string Kid, ECDsaSecurityKey? Signing, ECDsaSecurityKey Public, DateTimeOffset SignsFrom, DateTimeOffset SignsUntil, DateTimeOffset VerifiesUntil);

/// <summary>
/// The keys with which this deployment signs the tokens of API clients: ES256, one for all hosts, kept sealed in the home database.
/// A key signs for 90 days; the next one is published a day before its turn, and one that has had its turn verifies until
/// the last token that it signed has expired. See docs/decisions/0013.
/// </summary>
internal sealed class SigningKeys(Databases databases, SealingKey? sealing, TimeProvider world, ILogger<SigningKeys> logger) : IDisposable
{
    public static readonly TimeSpan Turn = TimeSpan.FromDays(90);
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromDays(1);

    // Longer than any token, and than what a host remembers of the keys.
    private static readonly TimeSpan Outlives = TimeSpan.FromHours(2);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<SigningKey> _keys = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Whether this deployment can sign at all.</summary>
    public bool CanSign => sealing is not null;

    /// <summary>Every key that still verifies, the first to sign first; those whose turn comes are among them.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> All(CancellationToken ct) => await Read(Remembered, ct);

    /// <summary>The key whose turn it is.</summary>
    /// <exception cref="InvalidOperationException">This deployment has no secret to keep keys with.</exception>
    public async ValueTask<SigningKey> ForSigning(CancellationToken ct)
    {
        var keys = await Read(Remembered, ct);
        var now = world.GetUtcNow();
        return keys.LastOrDefault(k => k.Signing is not null && k.SignsFrom <= now && now < k.SignsUntil)
            ?? throw new InvalidOperationException("No key can sign: set SignIn__KeyFile.");
    }

    /// <summary>The key with this name, which another host may just have made; null when there is none.</summary>
    public async ValueTask<SigningKey?> Find(string? kid, CancellationToken ct) =>
        (await Read(Remembered, ct)).FirstOrDefault(k => k.Kid == kid) ?? (await Read(AsksAgainAfter, ct)).FirstOrDefault(k => k.Kid == kid);

    public void Dispose() => _reading.Dispose();

    private async ValueTask<IReadOnlyList<SigningKey>> Read(TimeSpan noOlderThan, CancellationToken ct)
    {
        if (world.GetUtcNow() - _readAt < noOlderThan)
        {
            return _keys;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (world.GetUtcNow() - _readAt >= noOlderThan)
            {
                _keys = await ReadOrMake(ct);
                _readAt = world.GetUtcNow();
            }

            return _keys;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<IReadOnlyList<SigningKey>> ReadOrMake(CancellationToken ct)
    {
        await using var connection = await databases.Home.OpenConnectionAsync(ct);
        var keys = await ReadFrom(connection, ct);
        if (sealing is null || IsProvided(keys))
        {
            return keys;
        }

        // One host makes it; the others wait and find it.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('platform.signing_keys'))", connection, transaction))
        {
            await wait.ExecuteNonQueryAsync(ct);
        }

        keys = await ReadFrom(connection, ct);
        if (!IsProvided(keys))
        {
            await Make(connection, transaction, keys, ct);
            keys = await ReadFrom(connection, ct);
        }

        await transaction.CommitAsync(ct);
        return keys;
    }

    private bool IsProvided(IReadOnlyList<SigningKey> keys)
    {
        var now = world.GetUtcNow();
        return keys.Any(k => k.Signing is not null && k.SignsFrom <= now && now < k.SignsUntil)
            && keys.Any(k => k.Signing is not null && k.SignsUntil - PublishedBefore > now);
    }

    private async Task Make(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<SigningKey> known, CancellationToken ct)
    {
        var now = world.GetUtcNow();
        var before = known.LastOrDefault(k => k.Signing is not null && k.SignsFrom <= now && now < k.SignsUntil)?.SignsUntil;
        // Hosts whose clocks are a little behind sign with it at once as well.
        var from = before ?? now - TrustedIssuers.Skew;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        await using var command = new NpgsqlCommand("""
            insert into platform.signing_keys (kid, public_key, sealed_key, made_at, signs_from, signs_until, verifies_until)
            values ($1, $2, $3, $4, $5, $6, $7)
            """, connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = kid },
                new NpgsqlParameter<byte[]> { TypedValue = key.ExportSubjectPublicKeyInfo() },
                new NpgsqlParameter<byte[]> { TypedValue = sealing!.Seal(key.ExportPkcs8PrivateKey(), kid) },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = from },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = from + Turn },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = from + Turn + Outlives },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
        await using var forget = new NpgsqlCommand("delete from platform.signing_keys where verifies_until < $1", connection, transaction)
        {
            Parameters = { new NpgsqlParameter<DateTimeOffset> { TypedValue = now } },
        };
        await forget.ExecuteNonQueryAsync(ct);
        logger.LogInformation("The signing key {Kid} was made; it signs from {From:O} on", kid, from);
    }

    private async Task<IReadOnlyList<SigningKey>> ReadFrom(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select kid, public_key, sealed_key, signs_from, signs_until, verifies_until from platform.signing_keys
            where verifies_until >= $1 order by signs_from, made_at, kid
            """, connection)
        {
            Parameters = { new NpgsqlParameter<DateTimeOffset> { TypedValue = world.GetUtcNow() } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var keys = new List<SigningKey>();
        while (await reader.ReadAsync(ct))
        {
            var kid = reader.GetString(0);
            keys.Add(_keys.FirstOrDefault(k => k.Kid == kid) ?? new SigningKey(
                kid, Private(kid, reader.GetFieldValue<byte[]>(2)), Public(kid, reader.GetFieldValue<byte[]>(1)),
                reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return keys;
    }

    // Made once for each key and kept as long as the process: they are few.
    private ECDsaSecurityKey? Private(string kid, byte[] sealedKey)
    {
        if (sealing?.Open(sealedKey, kid) is not { } opened)
        {
            logger.LogWarning("The signing key {Kid} was sealed with another secret (SignIn__KeyFile) and only verifies here", kid);
            return null;
        }

        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(opened, out _);
        CryptographicOperations.ZeroMemory(opened);
        return new ECDsaSecurityKey(key) { KeyId = kid };
    }

    private static ECDsaSecurityKey Public(string kid, byte[] publicKey)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return new ECDsaSecurityKey(key) { KeyId = kid };
    }
}
