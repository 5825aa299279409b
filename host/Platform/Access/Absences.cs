using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Somebody is away on certain days, and perhaps somebody else stands in.</summary>
/// <param name="FirstDay">The first day, in the tenant's time zone.</param>
/// <param name="LastDay">The last day; null while nobody knows when the person will be back.</param>
/// <param name="Reason">A code, such as <c>leave</c>; never what somebody suffers from.</param>
/// <param name="Cover">Who gets the person's work meanwhile; null when the usual order of owners decides.</param>
public sealed record Absence(AbsenceId Id, UserId Person, DateOnly FirstDay, DateOnly? LastDay, string Reason, UserId? Cover)
{
    /// <summary>Whether the person is away on this day.</summary>
    public bool Holds(DateOnly day) => FirstDay <= day && !(LastDay < day);
}

/// <summary>
/// The absences of the tenant's people, in the session's transaction. <see cref="People"/> says who is away today; whoever lets
/// people record absences does it through this.
/// </summary>
public sealed class Absences(Session session)
{
    private const string Columns = "select id, user_id, first_day, last_day, reason, cover_id from platform.absences";

    /// <summary>The absence with this id, locked until the transaction ends; null when there is none.</summary>
    public async Task<Absence?> Find(AbsenceId id, CancellationToken ct) =>
        (await Read($"{Columns} where id = $1 for update", new NpgsqlParameter<Guid> { TypedValue = id.Value }, ct)).SingleOrDefault();

    /// <summary>Absences that hold on this day or begin later, the first first.</summary>
    public Task<IReadOnlyList<Absence>> From(DateOnly day, CancellationToken ct) => Read(
        $"{Columns} where coalesce(last_day, 'infinity') >= $1 order by first_day, id",
        new NpgsqlParameter<DateOnly> { TypedValue = day }, ct);

    /// <summary>Writes an absence; one with the same id takes its new days and cover.</summary>
    public async Task Write(Absence absence, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            insert into platform.absences (id, user_id, first_day, last_day, reason, cover_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (id) do update set first_day = excluded.first_day, last_day = excluded.last_day, cover_id = excluded.cover_id
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = absence.Id.Value },
                new NpgsqlParameter<Guid> { TypedValue = absence.Person.Value },
                new NpgsqlParameter<DateOnly> { TypedValue = absence.FirstDay },
                new NpgsqlParameter { Value = (object?)absence.LastDay ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date },
                new NpgsqlParameter<string> { TypedValue = absence.Reason },
                new NpgsqlParameter { Value = (object?)absence.Cover?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.GetUtcNow() },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes back an absence that has not begun.</summary>
    public async Task Remove(AbsenceId id, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand("delete from platform.absences where id = $1", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = id.Value } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<Absence>> Read(string sql, NpgsqlParameter parameter, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction)
        {
            Parameters = { parameter },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var absences = new List<Absence>();
        while (await reader.ReadAsync(ct))
        {
            absences.Add(new Absence(
                new AbsenceId(reader.GetGuid(0)), new UserId(reader.GetGuid(1)), reader.GetFieldValue<DateOnly>(2),
                await reader.IsDBNullAsync(3, ct) ? null : reader.GetFieldValue<DateOnly>(3), reader.GetString(4),
                await reader.IsDBNullAsync(5, ct) ? null : new UserId(reader.GetGuid(5))));
        }

        return absences;
    }
}
