using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>Loads batches, each in a transaction of its own: after a crash whole batches are there, and running again completes them.</summary>
internal sealed class ImportLoader
{
    private readonly Session _session;
    private readonly DirectoryLoader _directory;
    private readonly PeopleLoader _people;
    private readonly RecordLoader _records;
    private readonly Dictionary<string, Merged> _counts = [];

    public ImportLoader(Session session, Problems problems, AppendEvents append)
    {
        var known = new ImportedPeople(session);
        _session = session;
        _directory = new DirectoryLoader(session);
        _people = new PeopleLoader(session, known, problems, append);
        _records = new RecordLoader(session, known, _directory, problems);
    }

    /// <summary>What became of the rows so far, by kind.</summary>
    public IReadOnlyDictionary<string, Merged> Counts => _counts;

    /// <summary>Learns what the tenant has from earlier imports.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        await _session.OpenAsync(ct);
        await _directory.RecallAsync(ct);
        await _session.CommitAsync(ct);
    }

    public async Task LoadAsync(ImportBatch batch, CancellationToken ct)
    {
        try
        {
            await _session.OpenAsync(ct);
            await PrepareAsync(ct);
            await CountAsync("organisations", batch.Organisations, _directory.LoadAsync, ct);
            await CountAsync("practitioners", batch.Practitioners, _directory.LoadAsync, ct);
            await CountAsync("clients", batch.People, _people.LoadAsync, ct);
            await CountAsync("coverages", batch.Coverages, _records.LoadAsync, ct);
            await CountAsync("encounters", batch.Encounters, _records.LoadAsync, ct);
            await CountAsync("conditions", batch.Conditions, _records.LoadAsync, ct);
            await CountAsync("observations", batch.Observations, _records.LoadAsync, ct);
            await Part2Labels.LabelNew(_session, ct);
            await _session.CommitAsync(ct);
        }
        finally
        {
            await _session.CloseAsync();
        }
    }

    private async Task CountAsync<T>(
        string kind, IReadOnlyList<T> rows, Func<IReadOnlyList<T>, CancellationToken, Task<Merged>> load, CancellationToken ct)
    {
        if (rows.Count > 0)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + await load(rows, ct);
        }
    }

    // Two imports of one tenant would both find a person unknown: one batch at a time. The tables grow faster than their
    // statistics, so that a plan that reads them whole is never the right one here; compiling plans would take longer than they run.
    private async Task PrepareAsync(CancellationToken ct)
    {
        const string Statement = """
            select pg_advisory_xact_lock(hashtextextended('intake.import', uuid_hash_extended($1, 0))),
                   set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                   set_config('jit', 'off', true)
            """;
        await using var command = new NpgsqlCommand(Statement, _session.Connection, _session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = _session.Tenant.Id.Value } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
