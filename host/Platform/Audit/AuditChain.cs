using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Links the audit entries of one tenant into a chain of hashes, in a session of that tenant. Writers never wait for it: an entry is
/// linked once every transaction that began before its own has ended, so none can turn up later in front of it.
/// </summary>
internal static class AuditChain
{
    private const int BatchSize = 2_000;

    // A database that was restored into another cluster counts its transactions anew: then entries are looked for from the beginning.
    private const string Head = """
        select c.sequence, c.hash, e.position,
               case when e.transaction_id < pg_snapshot_xmin(pg_current_snapshot()) then e.transaction_number else 0 end
        from (select sequence, hash, entry_id from platform.audit_chain order by sequence desc limit 1) c
        join platform.audit_entries e on e.id = c.entry_id
        """;

    private const string Beyond = """
        from platform.audit_entries e
        where (e.transaction_number, e.position) > ($1, $2)
          and e.transaction_number < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        """;

    // Only after such a restoration can something beyond the head be linked already; looking for it costs.
    private const string Unlinked = "and not exists (select from platform.audit_chain c where c.entry_id = e.id)";

    /// <summary>Links what can be linked, in the session's transaction. True when nothing is left, or another host is at it.</summary>
    public static async Task<bool> Seal(Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        if (!await TakeLock(session, ct))
        {
            return true;
        }

        var (sequence, hash, transaction, position) = await ReadHead(session, ct);
        var restored = sequence > 0 && transaction == 0;
        var lines = await ReadNext(session, transaction, position, restored, ct);
        await Append(session, lines, sequence, hash, ct);
        return lines.Count < BatchSize && !await MoreThan(
            session, lines is [.., var last] ? (last.Transaction, last.Position) : (transaction, position), restored, ct);
    }

    private static async Task<bool> TakeLock(Session session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select pg_try_advisory_xact_lock(hashtext('platform.audit_chain'), hashtext($1))", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = session.Tenant.Id.Value.ToString() } },
        };
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<(long Sequence, byte[] Hash, long Transaction, long Position)> ReadHead(Session session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Head, session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(3), reader.GetInt64(2))
            : (0, AuditLine.Beginning, 0, 0);
    }

    private static async Task<List<AuditLine>> ReadNext(Session session, long transaction, long position, bool restored, CancellationToken ct)
    {
        await using var command = Ask(
            session,
            $"select {AuditLine.Columns} {Beyond} {(restored ? Unlinked : "")} order by e.transaction_number, e.position limit $3",
            transaction,
            position);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<AuditLine>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(AuditLine.Read(reader));
        }

        return lines;
    }

    private static async Task Append(Session session, List<AuditLine> lines, long sequence, byte[] previous, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var hashes = new List<byte[]>(lines.Count + 1) { previous };
        lines.ForEach(line => hashes.Add(line.Link(hashes[^1])));
        await using var command = new NpgsqlCommand("""
            insert into platform.audit_chain (sequence, entry_id, previous, hash)
            select $1 + n, entry_id, previous, hash from unnest($2, $3, $4) with ordinality as link (entry_id, previous, hash, n)
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = sequence },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. lines.Select(l => l.Id)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. hashes.SkipLast(1)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. hashes.Skip(1)] },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    // Also what cannot be linked yet because a transaction that began before is still running.
    private static async Task<bool> MoreThan(Session session, (long Transaction, long Position) last, bool restored, CancellationToken ct)
    {
        await using var command = Ask(
            session,
            $"""
            select exists (
                select from platform.audit_entries e where (e.transaction_number, e.position) > ($1, $2) {(restored ? Unlinked : "")})
            """,
            last.Transaction,
            last.Position);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static NpgsqlCommand Ask(Session session, string sql, long transaction, long position) =>
        new(sql, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = transaction },
                new NpgsqlParameter<long> { TypedValue = position },
            },
        };
}
