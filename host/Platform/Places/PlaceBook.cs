using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>Enters sites, teams and the organisations that this one works with, in the session's transaction.</summary>
internal sealed class PlaceBook(Session session)
{
    /// <summary>Enters an organisation; false when its key is taken.</summary>
    public Task<bool> Add(Organisation organisation, CancellationToken ct) => Run(
        "insert into platform.organisations (id, key, name, kind) values ($1, $2, $3, $4) on conflict (tenant_id, key) do nothing", ct,
        organisation.Id.Value, organisation.Key, organisation.Name, organisation.Kind);

    /// <summary>Enters a site; false when its key is taken.</summary>
    public Task<bool> Add(Site site, CancellationToken ct) => Run(
        "insert into platform.sites (id, key, name, time_zone) values ($1, $2, $3, $4) on conflict (tenant_id, key) do nothing", ct,
        site.Id.Value, site.Key, site.Name, site.TimeZone);

    /// <summary>Enters a team; false when its key is taken.</summary>
    public Task<bool> Add(Team team, CancellationToken ct) => Run(
        "insert into platform.teams (id, key, name, site_id) values ($1, $2, $3, $4) on conflict (tenant_id, key) do nothing", ct,
        team.Id.Value, team.Key, team.Name, team.Site?.Value);

    /// <summary>Says anew what an organisation is; false when there is none with this id.</summary>
    public Task<bool> Change(Organisation organisation, CancellationToken ct) => Run(
        "update platform.organisations set name = $2, kind = $3, version = version + 1 where id = $1", ct, organisation.Id.Value, organisation.Name, organisation.Kind);

    /// <summary>Says anew what a site is.</summary>
    public Task<bool> Change(Site site, CancellationToken ct) =>
        Run("update platform.sites set name = $2, time_zone = $3 where id = $1", ct, site.Id.Value, site.Name, site.TimeZone);

    /// <summary>Says anew what a team is.</summary>
    public Task<bool> Change(Team team, CancellationToken ct) =>
        Run("update platform.teams set name = $2, site_id = $3 where id = $1", ct, team.Id.Value, team.Name, team.Site?.Value);

    /// <summary>Lets somebody work in a team; false when they do already.</summary>
    public Task<bool> Join(UserId user, TeamId team, CancellationToken ct) =>
        Run("insert into platform.team_members (user_id, team_id) values ($1, $2) on conflict do nothing", ct, user.Value, team.Value);

    /// <summary>Lets somebody work in a team no more; false when they do not.</summary>
    public Task<bool> Leave(UserId user, TeamId team, CancellationToken ct) =>
        Run("delete from platform.team_members where user_id = $1 and team_id = $2", ct, user.Value, team.Value);

    /// <summary>Lays down when a site, or the whole organisation, works.</summary>
    public Task<bool> Write(SiteId? site, CalendarDocument calendar, CancellationToken ct) => Run(
        """
        insert into platform.calendars (id, site_id, week, holidays, closed_days) values ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb)
        on conflict (tenant_id, site_id) do update set week = excluded.week, holidays = excluded.holidays, closed_days = excluded.closed_days
        """,
        ct, Guid.CreateVersion7(session.Clock.World.GetUtcNow()), site?.Value, Json(calendar.Week), Json(calendar.Holidays), Json(calendar.ClosedDays ?? []));

    private static string Json<T>(T part) => JsonSerializer.Serialize(part, StrictJson.Options);

    // Whether a row was written.
    private async Task<bool> Run(string sql, CancellationToken ct, params object?[] values)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        return await command.ExecuteNonQueryAsync(ct) > 0;
    }
}
