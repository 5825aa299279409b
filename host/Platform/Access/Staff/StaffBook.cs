using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>Enters people, and lets them in and out, in the session's transaction.</summary>
internal sealed class StaffBook(Session session)
{
    /// <summary>What of an invitation names something that is not there; null when all is known.</summary>
    public async Task<Refusal?> Unknown(InviteUser.Input input, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = Command("""
            select (select count(*) from unnest($1) t where t not in (select id from platform.teams)),
                   $2::uuid is not null and not exists (select from platform.users where id = $2::uuid and active and organisation_id is null),
                   $3::uuid is not null and not exists (select from platform.organisations where id = $3::uuid)
            """, (input.Teams ?? []).Select(t => t.Value).ToArray(), input.Supervisor?.Value, input.Organisation?.Value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetInt64(0) > 0 ? new NotFound("input.teams")
            : reader.GetBoolean(1) ? new NotFound("input.supervisor")
            : reader.GetBoolean(2) ? new NotFound("input.organisation") : null;
    }

    /// <summary>Enters somebody who cannot sign in yet.</summary>
    public Task Add(UserId person, InviteUser.Input input, IReadOnlyCollection<string> roles, CancellationToken ct) => Run(
        ct,
        ("insert into platform.users (id, name, title, active, supervisor_id, organisation_id) values ($1, $2, $3, false, $4, $5)",
            [person.Value, input.Name, input.Title, input.Supervisor?.Value, input.Organisation?.Value]),
        ("insert into platform.user_roles (user_id, role) select $1, unnest($2)", [person.Value, roles.Distinct().ToArray()]),
        ("insert into platform.team_members (user_id, team_id) select $1, unnest($2)",
            [person.Value, (input.Teams ?? []).Distinct().Select(t => t.Value).ToArray()]));

    /// <summary>Whether somebody else signs in by this subject.</summary>
    public async Task<bool> IsTaken(UserId person, string issuer, string subject, CancellationToken ct)
    {
        await using var command = Command(
            "select exists (select from platform.users where subject = $2 and id <> $1 and (issuer = $3 or issuer is null))", person.Value, subject, issuer);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Lets whoever signs in by this subject of this authority in as this person, and nobody else.</summary>
    public Task Bind(UserId person, string issuer, string subject, CancellationToken ct) => Run(
        ct, ("update platform.users set issuer = $2, subject = $3, active = true, version = version + 1 where id = $1", [person.Value, issuer, subject]));

    /// <summary>Lets somebody in no more; whoever is named stands in for them.</summary>
    public Task LetOut(UserId person, UserId? successor, CancellationToken ct) => Run(
        ct,
        ("update platform.users set active = false, left_at = $2, version = version + 1 where id = $1", [person.Value, session.Clock.GetUtcNow()]),
        ("""
            insert into platform.absences (id, user_id, first_day, reason, cover_id, recorded_at) select $1, $2, $3, 'left', $4::uuid, $5 where $4::uuid is not null
            """,
            [Guid.CreateVersion7(session.Clock.GetUtcNow()), person.Value, session.Clock.DayOf(session.Clock.GetUtcNow()), successor?.Value, session.Clock.GetUtcNow()]));

    /// <summary>Lets somebody in again who has left.</summary>
    public Task LetIn(UserId person, CancellationToken ct) => Run(
        ct,
        ("update platform.users set active = true, left_at = null, version = version + 1 where id = $1", [person.Value]),
        ("delete from platform.absences where user_id = $1 and reason = 'left'", [person.Value]));

    /// <summary>Whether somebody has ever signed in, or was founded with a sign-in.</summary>
    public async Task<bool> HasSignIn(UserId person, CancellationToken ct)
    {
        await using var command = Command("select subject is not null from platform.users where id = $1", person.Value);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task Run(CancellationToken ct, params (string Sql, object?[] Values)[] commands)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        foreach (var (sql, values) in commands)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.AddRange(values.Select(Parameter).ToArray());
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        command.Parameters.AddRange(values.Select(Parameter).ToArray());
        return command;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        Guid => new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Uuid },
        _ => new NpgsqlParameter { Value = value },
    };
}
