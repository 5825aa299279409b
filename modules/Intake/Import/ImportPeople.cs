using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Imports people with their coverage, encounters, conditions and observations from a folder or file of Synthea's CSV or of
/// FHIR R4. Importing the same again changes nothing; rows that cannot be read are reported and the rest goes on.
/// </summary>
internal static class ImportPeople
{
    public const string Feature = "intake.import";

    /// <param name="path">A folder or a file.</param>
    /// <param name="session">Begun for the tenant and not open; it is opened and committed batch by batch.</param>
    /// <param name="append">Appends events to the log in the session's transaction.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="ImportException">The tenant may not import, or there is nothing at the path that can be imported.</exception>
    public static async Task<ImportReport> Run(
        string path, Session session, AppendEvents append, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (!session.Tenant.Features.IsOn(Feature))
        {
            throw new ImportException($"The feature {Feature} is off for {session.Tenant.Slug}: switch it on, then import again.");
        }

        var problems = new Problems();
        var source = Recognise(path, session.Tenant.TimeZone, problems);
        var started = session.Clock.GetTimestamp();
        var run = new ImportRecord(session, source);
        await run.BeginAsync(ct);
        var loader = new ImportLoader(session, problems, append);
        var rows = new Dictionary<ImportFile, int>();
        try
        {
            await LoadAsync(source, loader, rows, progress, ct);
        }
        catch
        {
            await run.EndAsync("failed", rows, loader.Counts, problems, CancellationToken.None);
            throw;
        }

        await run.EndAsync("finished", rows, loader.Counts, problems, ct);
        return new ImportReport(
            run.Id.ToString(),
            source.Name,
            loader.Counts.ToDictionary(c => c.Key, c => new ImportedRows(c.Value.Added, c.Value.Changed, c.Value.Unchanged)),
            [.. problems.First],
            problems.Count,
            session.Clock.GetElapsedTime(started));
    }

    private static IImportSource Recognise(string path, TimeZoneInfo zone, Problems problems)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new ImportException($"There is no folder and no file {path}: give the path of a Synthea CSV folder or of FHIR files.");
        }

        var files = ImportFile.Under(path);
        IImportSource source = SyntheaFolder.IsOne(files)
            ? new SyntheaFolder(files, zone, problems)
            : new FhirFiles(files, zone, problems);
        return source.Files.Count > 0
            ? source
            : throw new ImportException(
                $"{path} holds neither Synthea CSV (a patients.csv) nor FHIR R4 (.json, .ndjson, each also .gz): nothing was imported.");
    }

    private static async Task LoadAsync(
        IImportSource source, ImportLoader loader, Dictionary<ImportFile, int> rows, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        await loader.BeginAsync(ct);
        var (taken, read, inAll) = (0L, 0L, source.Files.Sum(f => f.Size));
        ImportFile? current = null;
        await foreach (var batch in ReadAhead.Batches(source, ct))
        {
            await loader.LoadAsync(batch, ct);
            taken += batch.Count;
            foreach (var (file, count) in batch.Files)
            {
                read += rows.TryAdd(file, 0) && current is not null ? current.Size : 0;
                rows[file] += count;
                current = file;
            }

            progress?.Report(new ImportProgress(taken, read, inAll, current?.Name ?? ""));
        }
    }
}
