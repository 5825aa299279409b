using System.Globalization;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Brings in what is told about people: coverage, encounters, conditions, observations. Rows about nobody known are reported.</summary>
internal sealed class RecordLoader(Session session, ImportedPeople people, DirectoryLoader directory, Problems problems)
{
    private string? _counting;
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);

    public Task<Merged> LoadAsync(IReadOnlyList<SourceCoverage> rows, CancellationToken ct) =>
        LoadAsync(RecordTables.Coverages, rows, r => r.Person, CoverageKey, r => r, ct);

    public Task<Merged> LoadAsync(IReadOnlyList<SourceEncounter> rows, CancellationToken ct) =>
        LoadAsync(
            RecordTables.Encounters,
            rows,
            r => r.Person,
            r => r.Key,
            r => new PlacedEncounter(r, directory.Organisation(r.Organisation), directory.Practitioner(r.Practitioner)),
            ct);

    public Task<Merged> LoadAsync(IReadOnlyList<SourceCondition> rows, CancellationToken ct) =>
        LoadAsync(RecordTables.Conditions, rows, r => r.Person, ConditionKey, r => r, ct);

    public Task<Merged> LoadAsync(IReadOnlyList<SourceObservation> rows, CancellationToken ct) =>
        LoadAsync(RecordTables.Observations, rows, r => r.Person, ObservationKey, r => r, ct);

    private async Task<Merged> LoadAsync<TSource, TRow>(
        StagedTable<RecordRow<TRow>> table,
        IReadOnlyList<TSource> rows,
        Func<TSource, string> person,
        Func<TSource, string> key,
        Func<TSource, TRow> make,
        CancellationToken ct)
        where TSource : SourceRow
    {
        await people.RecallAsync(rows.Select(person), ct);
        var now = session.Clock.GetUtcNow();
        var staged = new Dictionary<(string System, string Key), RecordRow<TRow>>(rows.Count);
        foreach (var row in rows)
        {
            if (people.Find(person(row)) is { } known)
            {
                var name = key(row);
                staged[(known.System, name)] = new RecordRow<TRow>(Guid.CreateVersion7(now), known, name, make(row), now);
            }
            else
            {
                problems.Add(row.Origin, "is about a person who is not known: the patient is missing");
            }
        }

        return await table.MergeAsync(session, [.. staged.Values.Where(r => r.Person.IsNew)], areNew: true, ct)
            + await table.MergeAsync(session, [.. staged.Values.Where(r => !r.Person.IsNew)], areNew: false, ct);
    }

    private static string CoverageKey(SourceCoverage row) => row.Key ?? $"{row.Person}/{row.Priority}/{row.Payer}/{Day(row.From)}";

    private static string ConditionKey(SourceCondition row) => $"{row.Encounter ?? row.Person}/{row.Code.Code}/{Day(row.From)}";

    // A question may be asked and answered several times at once: the answers are counted, as long as rows of one person
    // follow each other.
    private string ObservationKey(SourceObservation row)
    {
        if (row.Person != _counting)
        {
            _counting = row.Person;
            _repeats.Clear();
        }

        var time = row.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        var key = $"{row.Encounter ?? row.Person}/{row.Code.Code}/{time}";
        var repeat = _repeats[key] = _repeats.GetValueOrDefault(key) + 1;
        return repeat == 1 ? key : $"{key}/{repeat}";
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
