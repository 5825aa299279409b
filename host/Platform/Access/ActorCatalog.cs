using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Finds who a token's subject is to a tenant: the person, the roles and what they permit. Remembered with the snapshot of the tenant:
/// whatever makes a host read the tenant anew (the database's announcement, or a few seconds) makes it read its people anew, so that a
/// change of role, or of who may enter, takes effect within them on every host.
/// </summary>
internal sealed class ActorCatalog(Databases databases)
{
    private readonly ConditionalWeakTable<Tenant, ConcurrentDictionary<(string Issuer, string Subject), Task<Actor?>>> _known = [];

    /// <summary>The actor, or null when the tenant knows no active person with this subject of this authority.</summary>
    public async ValueTask<Actor?> Find(Tenant tenant, string issuer, string subject, CancellationToken ct)
    {
        var people = _known.GetOrCreateValue(tenant);
        var reading = people.GetOrAdd((issuer, subject), _ => Read(tenant, issuer, subject));
        if (reading.IsFaulted)
        {
            people.TryUpdate((issuer, subject), reading = Read(tenant, issuer, subject), people[(issuer, subject)]);
        }

        return await reading.WaitAsync(ct);
    }

    private async Task<Actor?> Read(Tenant tenant, string issuer, string subject)
    {
        await using var session = new Session(databases);
        session.Begin(tenant, Actor.System, Guid.Empty);
        await session.OpenAsync(CancellationToken.None);
        // Whoever was bound to this authority goes before somebody who may come from any.
        await using var command = new NpgsqlCommand("""
            select u.id, u.name,
                   array(select r.role from platform.user_roles r where r.user_id = u.id),
                   array(select m.team_id from platform.team_members m where m.user_id = u.id),
                   array(select p.permission || ' ' || p.reach from platform.user_roles r
                         join platform.role_permissions p on p.role = r.role where r.user_id = u.id),
                   u.organisation_id, a.scopes, a.expires_at, a.entries_from, a.entries_until
            from platform.users u left join platform.auditors a on a.id = u.id
            where u.subject = $1 and u.active and (u.issuer = $2 or u.issuer is null)
            order by u.issuer is null limit 1
            """, session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = subject }, new NpgsqlParameter<string> { TypedValue = issuer } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        var partner = await reader.IsDBNullAsync(5) ? (OrganisationId?)null : new OrganisationId(reader.GetGuid(5));
        var isAuditor = !await reader.IsDBNullAsync(6);
        return new Actor(
            new UserId(reader.GetGuid(0)), reader.GetString(1),
            reader.GetFieldValue<string[]>(2).ToHashSet(),
            reader.GetFieldValue<Guid[]>(3).Select(t => new TeamId(t)).ToHashSet(),
            isAuditor
                ? reader.GetFieldValue<string[]>(6).ToDictionary(s => s, _ => Reach.Tenant, StringComparer.Ordinal)
                : Widest(reader.GetFieldValue<string[]>(4), partner is null ? Reach.Tenant : Reach.Organisation))
        {
            Organisation = partner,
            Auditor = isAuditor ? new AuditorBounds(reader.GetFieldValue<DateTimeOffset>(7), At(reader, 8), At(reader, 9)) : null,
        };
    }

    private static DateTimeOffset? At(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    // Nothing reaches beyond the organisation of somebody who works for a partner, whatever their role says.
    private static Dictionary<string, Reach> Widest(string[] grants, Reach most) => grants
        .Select(g => g.Split(' '))
        .GroupBy(g => g[0], g => Enum.Parse<Reach>(g[1], ignoreCase: true))
        .ToDictionary(g => g.Key, g => g.Max() < most ? g.Max() : most, StringComparer.Ordinal);
}
