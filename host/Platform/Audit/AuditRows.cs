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
    // The subjects of all entries travel as one array, of which each entry takes its part. Places are counted and not unnested: thirteen arrays would be
    // thirteen tables that PostgreSQL fills first. And they are counted by the array: were their number a parameter, PostgreSQL would hold a plan
    // made for that number to be better than one for any, and plan anew for each request.
    private const string Insert = """
        insert into platform.audit_entries
            (id, at, kind, action, subjects, outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation)
        select ($1)[i], ($2)[i], ($3)[i], ($4)[i], ($13)[($14)[i] - ($5)[i] + 1:($14)[i]], ($6)[i], ($7)[i], ($8)[i], ($9)[i], ($10)[i], ($11)[i], ($12)[i]
        from generate_subscripts($1, 1) i
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
