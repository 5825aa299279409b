using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Keeps the tenant's record of an import: begun before the first row, ended after the last, each in its own transaction.</summary>
internal sealed class ImportRecord
{
    private readonly Session _session;
    private readonly IImportSource _source;
    private readonly IntakeDb _db;
    private readonly ImportRun _run;

    private ImportRecord(Session session, IImportSource source)
    {
        (_session, _source, _db) = (session, source, new IntakeDb(session));
        _run = new ImportRun
        {
            Id = Platform.Id.New<ImportRunId>(session.Clock),
            SourceSystem = source.Name,
            StartedAt = session.Clock.GetUtcNow(),
            StartedBy = session.Actor.User,
        };
    }

    public ImportRunId Id => _run.Id;

    public static async Task<ImportRecord> BeginAsync(Session session, IImportSource source, CancellationToken ct)
    {
        var record = new ImportRecord(session, source);
        record._db.Add(record._run);
        await record.SaveAsync(ct);
        return record;
    }

    public Task EndAsync(
        ImportState state,
        IReadOnlyDictionary<ImportFile, int> rows,
        IReadOnlyDictionary<string, Merged> counts,
        Problems problems,
        CancellationToken ct)
    {
        _run.End(
            state,
            [.. _source.Files.Select(f => new ImportedFile(f.Name, f.Checksum(), rows.GetValueOrDefault(f)))],
            Counts(counts, problems),
            _session.Clock.GetUtcNow());
        _db.AddRange(problems.First.Select(Problem));
        return SaveAsync(ct);
    }

    private ImportProblem Problem(RowProblem problem, int index) => new()
    {
        Run = _run.Id,
        Number = index + 1,
        File = problem.File,
        Line = problem.Line,
        Reason = problem.Entry is null ? problem.Reason : $"entry {problem.Entry}: {problem.Reason}",
    };

    private static Dictionary<string, ImportCount> Counts(IReadOnlyDictionary<string, Merged> counts, Problems problems)
    {
        var all = counts.ToDictionary(c => c.Key, c => new ImportCount(c.Value.Added, c.Value.Changed, c.Value.Unchanged, Refused: 0));
        if (problems.Count > 0)
        {
            all["problems"] = new ImportCount(0, 0, 0, problems.Count);
        }

        return all;
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await _session.OpenAsync(ct);
            await _db.SaveChangesAsync(ct);
            await _session.CommitAsync(ct);
        }
        finally
        {
            await _session.CloseAsync();
        }
    }
}
