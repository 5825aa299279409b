using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>What a tenant has laid down, and what its partners are.</summary>
internal sealed record PrivacyRules(PrivacyPolicy Policy, IReadOnlyDictionary<OrganisationId, Organisation> Partners)
{
    /// <summary>Who acts, as the decision sees them.</summary>
    public Accessor Of(Actor actor) => Accessor.Of(actor, id => Partners.GetValueOrDefault(id)?.Kind);
}

/// <summary>
/// The privacy policies of tenants, remembered for a few seconds, so that a change takes effect within them on every host. Whoever
/// signs somebody in asks first; what is decided while a response is written then waits for nothing.
/// </summary>
internal sealed class PrivacyPolicies(Databases databases, TimeProvider world)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TenantId, (PrivacyRules Rules, DateTimeOffset At)> _known = new();

    /// <summary>What holds for the tenant now.</summary>
    public async ValueTask<PrivacyRules> Find(Tenant tenant, CancellationToken ct)
    {
        var now = world.GetUtcNow();
        if (_known.TryGetValue(tenant.Id, out var known) && now < known.At + Remembered)
        {
            return known.Rules;
        }

        await using var session = new Session(databases);
        session.Begin(tenant, Actor.System, Guid.Empty);
        var rules = await Read(session, ct);
        _known[tenant.Id] = (rules, now);
        return rules;
    }

    /// <summary>What was found for the tenant last.</summary>
    public PrivacyRules Known(TenantId tenant) => _known.TryGetValue(tenant, out var known)
        ? known.Rules
        : throw new InvalidOperationException("Nobody has asked for this tenant's privacy policy yet: await Find before anything is shown.");

    /// <summary>Reads anew when it is asked for next.</summary>
    public void Forget(TenantId tenant)
    {
        // Requests under way go on with what they began with.
        if (_known.TryGetValue(tenant, out var known))
        {
            _known[tenant] = (known.Rules, DateTimeOffset.MinValue);
        }
    }

    /// <summary>Reads policy and partners in the session.</summary>
    public static async Task<PrivacyRules> Read(Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("select document, version from platform.privacy_policies"),
                new NpgsqlBatchCommand("select id, key, name, kind from platform.organisations"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var policy = await reader.ReadAsync(ct)
            ? JsonSerializer.Deserialize<PrivacyPolicy>(reader.GetString(0), IdJson.Options)! with { Version = reader.GetInt32(1) }
            : PrivacyPolicy.Usual;
        await reader.NextResultAsync(ct);
        var partners = new Dictionary<OrganisationId, Organisation>();
        while (await reader.ReadAsync(ct))
        {
            var id = new OrganisationId(reader.GetGuid(0));
            partners.Add(id, new Organisation(id, reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return new PrivacyRules(policy, partners);
    }

    /// <summary>Writes the policy as the next version; false when it is not at the version that was expected.</summary>
    public static async Task<bool> Write(Session session, PrivacyPolicy policy, int expected, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("""
            insert into platform.privacy_policies (document, version) select $1, 1 where $2 = 0
            on conflict (tenant_id) do nothing
            """, session.Connection, session.Transaction);
        if (expected > 0)
        {
            command.CommandText = "update platform.privacy_policies set document = $1, version = version + 1 where version = $2";
        }

        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(policy, IdJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = expected });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
