using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Collects what the scope's actor reads and writes and adds it to the audit trail: in the session's transaction, so that what was done and
/// what the trail says of it are committed together; or, where there was no transaction to read, before the answer is given
/// (<see cref="ReadersTrail"/>). Subjects are ids in their wire form, never names.
/// </summary>
public sealed class AuditTrail
{
    private readonly Session _session;
    private readonly AuditSealer _sealer;
    private readonly ReadersTrail _readers;
    private readonly List<Entry> _entries = [];
    private readonly SortedDictionary<string, (string Prefix, HashSet<Guid> Subjects)> _reads = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, SortedSet<string>> _asked = new(StringComparer.Ordinal);

    private readonly SortedDictionary<int, (SortedSet<string> What, HashSet<(string Prefix, Guid Id)> Subjects)> _withheld = [];

    internal AuditTrail(Session session, AuditSealer sealer, ReadersTrail readers) => (_session, _sealer, _readers) = (session, sealer, readers);

    /// <summary>The program through which the actor works, such as the console; by itself the API client or link that acts.</summary>
    public string? App { get; set; }

    /// <summary>Why the actor does this, when a reason was given.</summary>
    public string? Purpose { get; set; }

    /// <summary>Somebody in whose name the actor acts.</summary>
    public UserId? OnBehalfOf { get; set; }

    /// <summary>Something was done to these subjects.</summary>
    /// <param name="action">The use case.</param>
    /// <param name="outcome"><c>done</c>, or the code of the refusal.</param>
    public void Write(string action, IReadOnlyList<string> subjects, string outcome) =>
        _entries.Add(new Entry("write", action, [.. subjects], outcome));

    /// <summary>Who of a kind was shown, to add whoever is: what is shown several times within a request is noted once.</summary>
    /// <param name="kind">What it is, such as <c>Client</c>.</param>
    /// <param name="prefix">The prefix of the subjects' ids: the same for all of a kind.</param>
    /// <param name="room">How many may be added.</param>
    internal HashSet<Guid> ReadsOf(string kind, string prefix, int room = 0)
    {
        if (!_reads.TryGetValue(kind, out var seen))
        {
            _reads[kind] = seen = (prefix, new HashSet<Guid>(room));
        }

        return seen.Subjects;
    }

    /// <summary>Somebody whose every look counts asked this, whatever it showed.</summary>
    /// <param name="field">What was asked: a field of the API.</param>
    /// <param name="named">Ids that were named in asking.</param>
    internal void Asked(string field, IEnumerable<string> named)
    {
        if (!_asked.TryGetValue(field, out var subjects))
        {
            _asked[field] = subjects = new SortedSet<string>(StringComparer.Ordinal);
        }

        subjects.UnionWith(named);
    }

    /// <summary>This was asked for and not shown.</summary>
    /// <param name="what">Type and field, or a type whose row was withheld.</param>
    /// <param name="rule">The number of the rule of access that objects.</param>
    internal void Withheld(string what, int rule, string? prefix, Guid? subject)
    {
        if (!_withheld.TryGetValue(rule, out var withheld))
        {
            _withheld[rule] = withheld = ([], []);
        }

        withheld.What.Add(what);
        if (subject is { } person)
        {
            withheld.Subjects.Add((prefix!, person));
        }
    }

    /// <summary>Adds what was collected to the trail, in one statement; nothing when nothing was.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        if (Collected() is [_, ..] rows)
        {
            await _session.OpenAsync(ct);
            await using var batch = new NpgsqlBatch(_session.Connection, _session.Transaction) { BatchCommands = { InTransaction(rows) } };
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Adds what was collected and ends the session's transaction, if it has one.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        var rows = Collected();
        if (_session.OnlyReads && !_session.IsOpen)
        {
            // Nobody waits for the trail with a connection in hand.
            await _session.CloseAsync();
            await (rows is [] ? Task.CompletedTask : _readers.Write(_session.Tenant, rows));
            return;
        }

        await _session.CommitAsync(rows is [] ? null : InTransaction(rows), ct);
    }

    private NpgsqlBatchCommand InTransaction(IReadOnlyList<AuditRow> rows)
    {
        _session.AfterCommit(() => _sealer.Wake(_session.Tenant.Id));
        return rows.ToInsert();
    }

    private List<AuditRow> Collected()
    {
        _entries.AddRange(Reads());
        _reads.Clear();
        _entries.AddRange(_withheld.Select(w => new Entry(
            "read", string.Join(", ", w.Value.What), [.. w.Value.Subjects.Select(s => Id.Format(s.Prefix, s.Id)).Order(StringComparer.Ordinal)],
            $"withheld.rule-{w.Key}")));
        _withheld.Clear();
        _entries.AddRange(_asked.Select(a => new Entry("read", a.Key, [.. a.Value], "done")));
        _asked.Clear();
        if (_entries.Count == 0)
        {
            return [];
        }

        var now = _session.Clock.World.GetUtcNow();
        var actor = _session.Actor;
        var app = App ?? actor.Client?.ToString() ?? actor.Link?.ToString();
        var purpose = Purpose ?? (_session.Purpose is { } stated ? RequestPurpose.TextOf(stated) : null);
        var rows = _entries.ConvertAll(entry => new AuditRow(
            Guid.CreateVersion7(now), now, entry.Kind, entry.Action, entry.Subjects, entry.Outcome, actor.User, actor.Name, OnBehalfOf, app, purpose,
            _session.Correlation));
        _entries.Clear();
        return rows;
    }

    // A page of inquiries with their clients and work shows the same persons three times: kinds with the same subjects are one entry.
    private IEnumerable<Entry> Reads()
    {
        var left = _reads.ToList();
        while (left is [(_, var (prefix, shown)), ..])
        {
            var alike = left.FindAll(r => r.Value.Prefix == prefix && r.Value.Subjects.SetEquals(shown));
            left.RemoveAll(alike.Contains);
            var ids = new Guid[shown.Count];
            shown.CopyTo(ids);
            // Ids have on the wire the order that they have as numbers.
            Array.Sort(ids);
            yield return new Entry("read", string.Join(", ", alike.Select(r => r.Key)), Array.ConvertAll(ids, id => Id.Format(prefix, id)), "done");
        }
    }

    private sealed record Entry(string Kind, string Action, string[] Subjects, string Outcome);
}
