using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>An entry of the audit trail that is not written yet.</summary>
internal sealed record AuditRow(
    Guid Id,
    DateTimeOffset At,
    string Kind,
    string Action,
    string[] Subjects,
    string Outcome,
    UserId? Actor,
    string ActorName,
    UserId? OnBehalfOf,
    string? App,
    string? Purpose,
    Guid Correlation);

/// <summary>Writes entries of one tenant, however many, in one statement that is always the same.</summary>
internal static class AuditRows
{
    // The subjects of all entries travel as one array, of which each entry takes its part.
    private const string Insert = """
        insert into platform.audit_entries
            (id, at, kind, action, subjects, outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation)
        select id, at, kind, action, ($13)[until - many + 1:until], outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $14) with ordinality as entry
            (id, at, kind, action, many, outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation, until, place)
        order by place
        """;

    /// <summary>The statement that adds these entries, in their order.</summary>
    public static NpgsqlBatchCommand ToInsert(this IReadOnlyList<AuditRow> rows)
    {
        var until = 0;
        return new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                Column(rows, static r => r.Id),
                Column(rows, static r => r.At),
                Column(rows, static r => r.Kind),
                Column(rows, static r => r.Action),
                Column(rows, static r => r.Subjects.Length),
                Column(rows, static r => r.Outcome),
                Column(rows, static r => r.Actor?.Value, NpgsqlDbType.Uuid),
                Column(rows, static r => r.ActorName),
                Column(rows, static r => r.OnBehalfOf?.Value, NpgsqlDbType.Uuid),
                Column(rows, static r => r.App, NpgsqlDbType.Text),
                Column(rows, static r => r.Purpose, NpgsqlDbType.Text),
                Column(rows, static r => r.Correlation),
                new NpgsqlParameter<string[]> { TypedValue = [.. rows.SelectMany(static r => r.Subjects)] },
                Column(rows, r => until += r.Subjects.Length),
            },
        };
    }

    private static NpgsqlParameter<T[]> Column<T>(IReadOnlyList<AuditRow> rows, Func<AuditRow, T> value, NpgsqlDbType? type = null)
    {
        var column = new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(value)] };
        if (type is { } element)
        {
            column.NpgsqlDbType = NpgsqlDbType.Array | element;
        }

        return column;
    }
}
