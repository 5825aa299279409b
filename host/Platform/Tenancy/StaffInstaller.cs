using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>
/// Gives the session's tenant the sites, people and partners of a plan. Whoever is known already (by key or subject) stays as
/// they are, roles and teams included.
/// </summary>
internal sealed class StaffInstaller(Session session, RecipeInstaller recipes)
{
    public async Task Install(TenantPlan plan, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        foreach (var site in plan.Sites)
        {
            Add(batch, """
                insert into platform.sites (id, key, name, time_zone) values ($1, $2, $3, $4) on conflict (tenant_id, key) do nothing
                """, NewId(), site.Key, site.Name, site.TimeZone ?? plan.TimeZone);
        }

        foreach (var partner in plan.Partners)
        {
            Add(batch, """
                insert into platform.organisations (id, key, name, kind, external_ids) values ($1, $2, $3, $4, $5::jsonb)
                on conflict (tenant_id, key) do nothing
                """, NewId(), partner.Key, partner.Name, partner.Kind, JsonSerializer.Serialize(partner.ExternalIds ?? new Dictionary<string, string>()));
        }

        foreach (var (partner, person) in plan.Partners.SelectMany(p => (p.People ?? []).Select(person => (p, person))))
        {
            Add(batch, """
                with added as (
                    insert into platform.users (id, subject, name, organisation_id) select $1, $2, $3, o.id from platform.organisations o where o.key = $4
                    on conflict do nothing returning id)
                insert into platform.user_roles (user_id, role) select a.id, r.key from added a join platform.roles r on r.key = 'partner'
                """, NewId(), person.Subject, person.Name, partner.Key);
        }

        var people = plan.Staff.ToDictionary(s => s.Subject, _ => NewId());
        foreach (var person in plan.Staff)
        {
            Add(batch, """
                insert into platform.users (id, subject, name, title) values ($1, $2, $3, $4) on conflict do nothing
                """, people[person.Subject], person.Subject, person.Name, person.Title);
        }

        // Only those who were added now have these ids: for everybody else the following finds nobody.
        foreach (var person in plan.Staff)
        {
            Add(batch, """
                update platform.users set supervisor_id = (select s.id from platform.users s where s.subject = $2) where id = $1
                """, people[person.Subject], person.Supervisor ?? "");
            Add(batch, """
                insert into platform.user_roles (user_id, role) select u.id, unnest($2) from platform.users u where u.id = $1
                """, people[person.Subject], person.Roles.ToArray());
            Add(batch, """
                insert into platform.team_members (user_id, team_id, is_lead)
                select u.id, t.id, t.key = any($3) from platform.users u join platform.teams t on t.key = any($2) or t.key = any($3) where u.id = $1
                """, people[person.Subject], person.Teams.ToArray(), (person.Leads ?? []).ToArray());
        }

        await batch.ExecuteNonQueryAsync(ct);
        foreach (var site in plan.Sites.Where(s => s.Calendar is not null))
        {
            await Calendar(site, ct);
        }
    }

    private async Task Calendar(SitePlan site, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("select id from platform.sites where key = $1", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = site.Key } },
        };
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands = { recipes.Calendar((Guid)(await find.ExecuteScalarAsync(ct))!, site.Calendar!) },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = TypeOf(value) });
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlDbType TypeOf(object value) => value switch
    {
        Guid => NpgsqlDbType.Uuid,
        string[] => NpgsqlDbType.Array | NpgsqlDbType.Text,
        _ => NpgsqlDbType.Text,
    };

    private Guid NewId() => Guid.CreateVersion7(session.Clock.World.GetUtcNow());
}
