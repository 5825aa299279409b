using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Finds who a token's subject is to a tenant: the person, the roles and what they permit. Remembered for a few seconds, so that
/// a change of role takes effect within them on every host.
/// </summary>
internal sealed class ActorCatalog(Databases databases, IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    /// <summary>The actor, or null when the tenant knows no active person with this subject.</summary>
    public async ValueTask<Actor?> Find(Tenant tenant, string subject, CancellationToken ct)
    {
        if (cache.TryGetValue((tenant.Id, tenant.Life, subject), out Actor? actor))
        {
            return actor;
        }

        actor = await Read(tenant, subject, ct);
        return cache.Set((tenant.Id, tenant.Life, subject), actor, Remembered);
    }

    private async Task<Actor?> Read(Tenant tenant, string subject, CancellationToken ct)
    {
        await using var session = new Session(databases);
        session.Begin(tenant, Actor.System, Guid.Empty);
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("""
            select u.id, u.name,
                   array(select r.role from platform.user_roles r where r.user_id = u.id),
                   array(select m.team_id from platform.team_members m where m.user_id = u.id),
                   array(select p.permission || ' ' || p.reach from platform.user_roles r
                         join platform.role_permissions p on p.role = r.role where r.user_id = u.id),
                   u.organisation_id
            from platform.users u
            where u.subject = $1 and u.active
            """, session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = subject } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var partner = await reader.IsDBNullAsync(5, ct) ? (OrganisationId?)null : new OrganisationId(reader.GetGuid(5));
        return new Actor(
            new UserId(reader.GetGuid(0)), reader.GetString(1),
            reader.GetFieldValue<string[]>(2).ToHashSet(),
            reader.GetFieldValue<Guid[]>(3).Select(t => new TeamId(t)).ToHashSet(),
            Widest(reader.GetFieldValue<string[]>(4), partner is null ? Reach.Tenant : Reach.Organisation))
        {
            Organisation = partner,
        };
    }

    // Nothing reaches beyond the organisation of somebody who works for a partner, whatever their role says.
    private static Dictionary<string, Reach> Widest(string[] grants, Reach most) => grants
        .Select(g => g.Split(' '))
        .GroupBy(g => g[0], g => Enum.Parse<Reach>(g[1], ignoreCase: true))
        .ToDictionary(g => g.Key, g => g.Max() < most ? g.Max() : most, StringComparer.Ordinal);
}
