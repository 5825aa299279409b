using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Intake;

/// <summary>Keeps the tenant's record of an import: begun before the first row, ended after the last, each in its own transaction.</summary>
internal sealed class ImportRecord(Session session, IImportSource source)
{
    private const string Begin = """
        insert into intake.import_runs (id, source_system, state, started_at, started_by) values ($1, $2, 'running', $3, $4)
        """;

    private const string End = """
        with ended as (update intake.import_runs set state = $2, files = $3, counts = $4, finished_at = $5 where id = $1)
        insert into intake.import_problems (run, number, file, line, reason)
        select $1, p.number, p.file, p.line, p.reason
        from unnest($6, $7, $8) with ordinality as p (file, line, reason, number)
        """;

    public ImportRunId Id { get; } = Platform.Id.New<ImportRunId>(session.Clock);

    public Task BeginAsync(CancellationToken ct) => ExecuteAsync(
        Begin,
        [
            new NpgsqlParameter<Guid> { TypedValue = Id.Value },
            new NpgsqlParameter<string> { TypedValue = source.Name },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.GetUtcNow() },
            new() { Value = (object?)session.Actor.User?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        ],
        ct);

    /// <param name="state"><c>finished</c> or <c>failed</c>.</param>
    public Task EndAsync(
        string state,
        IReadOnlyDictionary<ImportFile, int> rows,
        IReadOnlyDictionary<string, Merged> counts,
        Problems problems,
        CancellationToken ct)
    {
        var files = source.Files.Select(f => new ImportedFile(f.Name, f.Checksum(), rows.GetValueOrDefault(f)));
        return ExecuteAsync(
            End,
            [
                new NpgsqlParameter<Guid> { TypedValue = Id.Value },
                new NpgsqlParameter<string> { TypedValue = state },
                Json(files),
                Json(Counts(counts, problems)),
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Clock.GetUtcNow() },
                new NpgsqlParameter<string[]> { TypedValue = [.. problems.First.Select(p => p.File)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. problems.First.Select(p => p.Line)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. problems.First.Select(Reason)] },
            ],
            ct);
    }

    private static string Reason(RowProblem problem) =>
        problem.Entry is null ? problem.Reason : $"entry {problem.Entry}: {problem.Reason}";

    private static Dictionary<string, ImportCount> Counts(IReadOnlyDictionary<string, Merged> counts, Problems problems)
    {
        var all = counts.ToDictionary(c => c.Key, c => new ImportCount(c.Value.Added, c.Value.Changed, c.Value.Unchanged, Refused: 0));
        if (problems.Count > 0)
        {
            all["problems"] = new ImportCount(0, 0, 0, problems.Count);
        }

        return all;
    }

    private static NpgsqlParameter Json<T>(T value) =>
        new() { Value = JsonSerializer.Serialize(value, IdJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private async Task ExecuteAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken ct)
    {
        try
        {
            await session.OpenAsync(ct);
            await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync(ct);
            await session.CommitAsync(ct);
        }
        finally
        {
            await session.CloseAsync();
        }
    }
}
