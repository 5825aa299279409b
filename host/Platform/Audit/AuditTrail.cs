using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Platform;

/// <summary>
/// Collects what the scope's actor reads and writes and adds it to the audit trail in the session's transaction: what was done
/// and what the trail says of it are committed together. Subjects are ids in their wire form, never names.
/// </summary>
public sealed class AuditTrail
{
    private readonly Session _session;
    private readonly AuditSealer _sealer;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, HashSet<string>> _reads = new(StringComparer.Ordinal);

    internal AuditTrail(Session session, AuditSealer sealer) => (_session, _sealer) = (session, sealer);

    /// <summary>The program through which the actor works, such as the console or a partner's app.</summary>
    public string? App { get; set; }

    /// <summary>Why the actor does this, when a reason was given.</summary>
    public string? Purpose { get; set; }

    /// <summary>Somebody in whose name the actor acts.</summary>
    public UserId? OnBehalfOf { get; set; }

    /// <summary>Something was done to these subjects.</summary>
    /// <param name="action">The use case.</param>
    /// <param name="outcome"><c>done</c>, or the code of the refusal.</param>
    public void Write(string action, IReadOnlyList<string> subjects, string outcome) =>
        _entries.Add(new Entry("write", action, subjects, outcome));

    /// <summary>These subjects were shown; what is shown several times within a request is noted once.</summary>
    /// <param name="kind">What they are, such as <c>Client</c>.</param>
    public void Read(string kind, IEnumerable<string> ids)
    {
        if (!_reads.TryGetValue(kind, out var seen))
        {
            _reads[kind] = seen = new HashSet<string>(StringComparer.Ordinal);
        }

        seen.UnionWith(ids);
    }

    /// <summary>Adds what was collected to the trail, in one statement; nothing when nothing was.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        if (Collected() is { } insert)
        {
            await _session.OpenAsync(ct);
            await using var batch = new NpgsqlBatch(_session.Connection, _session.Transaction) { BatchCommands = { insert } };
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Adds what was collected and ends the session's transaction.</summary>
    public async Task CommitAsync(CancellationToken ct) => await _session.CommitAsync(Collected(), ct);

    private NpgsqlBatchCommand? Collected()
    {
        _entries.AddRange(_reads.Where(r => r.Value.Count > 0).Select(r => new Entry("read", r.Key, [.. r.Value.Order(StringComparer.Ordinal)], "done")));
        _reads.Clear();
        if (_entries.Count == 0)
        {
            return null;
        }

        var insert = new NpgsqlBatchCommand("""
            insert into platform.audit_entries
                (id, at, kind, action, subjects, outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation)
            select e.id, $2, e.kind, e.action, e.subjects, e.outcome, $3, $4, $5, $6, $7, $8
            from jsonb_to_recordset($1) as e (id uuid, kind text, action text, subjects text[], outcome text)
            """)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = Rows(), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = _session.Clock.World.GetUtcNow() },
                Optional(_session.Actor.User?.Value, NpgsqlDbType.Uuid),
                new NpgsqlParameter<string> { TypedValue = _session.Actor.Name },
                Optional(OnBehalfOf?.Value, NpgsqlDbType.Uuid),
                Optional(App, NpgsqlDbType.Text),
                Optional(Purpose, NpgsqlDbType.Text),
                new NpgsqlParameter<Guid> { TypedValue = _session.Correlation },
            },
        };
        _entries.Clear();
        _session.AfterCommit(() => _sealer.Wake(_session.Tenant.Id));
        return insert;
    }

    private byte[] Rows()
    {
        var now = _session.Clock.World.GetUtcNow();
        return JsonSerializer.SerializeToUtf8Bytes(
            _entries.Select(e => new { Id = Guid.CreateVersion7(now), e.Kind, e.Action, e.Subjects, e.Outcome }), JsonSerializerOptions.Web);
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private sealed record Entry(string Kind, string Action, IReadOnlyList<string> Subjects, string Outcome);
}
