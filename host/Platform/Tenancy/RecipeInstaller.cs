using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>
/// Gives the session's tenant what a recipe holds: roles with their permissions, teams, the calendar, and the modules' defaults.
/// It adds what is missing; what is there stays as it is.
/// </summary>
internal sealed class RecipeInstaller(Session session, IEnumerable<ITenantDefaults> defaults)
{
    /// <summary>All of it.</summary>
    public async Task Install(Recipe recipe, CancellationToken ct)
    {
        await InstallFoundation(recipe, ct);
        await InstallModules(recipe, ct);
    }

    /// <summary>Roles with their permissions, teams and the calendar.</summary>
    public async Task InstallFoundation(Recipe recipe, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var permissions = recipe.Roles.SelectMany(r => r.Permissions.Select(p => (Role: r.Key, Permission: p.Key, Reach: p.Value))).ToList();
        var gives = recipe.Roles.SelectMany(r => (r.Gives ?? []).Select(g => (Role: r.Key, Given: g))).ToList();
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands =
            {
                Command(
                    "insert into platform.roles (key, title) select * from unnest($1, $2) on conflict do nothing",
                    recipe.Roles.Select(r => r.Key), recipe.Roles.Select(r => r.Title)),
                // What administrators have changed is theirs.
                Command(
                    """
                    insert into platform.role_permissions (role, permission, reach)
                    select p.* from unnest($1, $2, $3) p (role, permission, reach) join platform.roles r on r.key = p.role and r.changed_at is null
                    on conflict do nothing
                    """,
                    permissions.Select(p => p.Role), permissions.Select(p => p.Permission), permissions.Select(p => Text(p.Reach))),
                Command(
                    """
                    insert into platform.role_gives (role, gives)
                    select g.* from unnest($1, $2) g (role, gives) join platform.roles r on r.key = g.role and r.changed_at is null
                    on conflict do nothing
                    """,
                    gives.Select(g => g.Role), gives.Select(g => g.Given)),
                Command(
                    "insert into platform.teams (id, key, name) select * from unnest($1, $2, $3) on conflict (tenant_id, key) do nothing",
                    recipe.Teams.Select(_ => NewId()), recipe.Teams.Select(t => t.Key), recipe.Teams.Select(t => t.Name)),
                Calendar(site: null, recipe.Calendar),
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The modules' defaults, which may look at the people and sites that are there.</summary>
    public async Task InstallModules(Recipe recipe, CancellationToken ct)
    {
        foreach (var module in defaults)
        {
            await module.Install(session.Tenant, recipe, ct);
        }

        await session.SaveAsync(ct);
    }

    /// <summary>Gives a site, or the whole tenant, a calendar unless it has one.</summary>
    public NpgsqlBatchCommand Calendar(Guid? site, CalendarDocument calendar) => new("""
        insert into platform.calendars (id, site_id, week, holidays, closed_days) values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, site_id) do nothing
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = NewId() },
            new NpgsqlParameter { Value = (object?)site ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            Json(calendar.Week), Json(calendar.Holidays), Json(calendar.ClosedDays ?? []),
        },
    };

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
        {
            command.Parameters.Add(column is IEnumerable<Guid> ids
                ? new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] }
                : new NpgsqlParameter<string[]> { TypedValue = [.. (IEnumerable<string>)column] });
        }

        return command;
    }

    private static NpgsqlParameter<string> Json<T>(T value) =>
        new() { TypedValue = JsonSerializer.Serialize(value, StrictJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static string Text(Reach reach) => JsonNamingPolicy.KebabCaseLower.ConvertName(reach.ToString());

    private Guid NewId() => Guid.CreateVersion7(session.Clock.World.GetUtcNow());
}
