using Npgsql;

namespace CarePlatform.Platform;

/// <summary>What verifying the audit trail found.</summary>
/// <param name="Links">How many entries are linked and unchanged, up to the first problem.</param>
/// <param name="Waiting">How many are too young to be linked.</param>
/// <param name="Head">The last good link, to be kept elsewhere and given to a later verification.</param>
/// <param name="Problem">What is wrong with the first broken link; null when nothing is.</param>
public sealed record AuditVerification(int Links, int Waiting, string Head, string? Problem);

/// <summary>
/// Follows the whole chain of the audit trail and finds the first entry that was changed, removed or slipped in. The chain alone
/// cannot tell that its newest links were cut off together with their entries: for that, give the <c>head</c> that an earlier
/// verification returned.
/// </summary>
[Query, Requires("platform.read-audit")]
internal static class VerifyAudit
{
    private const string Chain = $"""
        select {AuditLine.Columns}, c.sequence, c.previous, c.hash
        from platform.audit_chain c left join platform.audit_entries e on e.id = c.entry_id
        order by c.sequence
        """;

    // Not linked although a link that was made later exists: removed from the chain, or written behind its back.
    private const string Unlinked = """
        select count(*) filter (where behind), count(*) filter (where not behind), min(id::text) filter (where behind) from (
            select e.id, (e.transaction_number, e.position) < ($1, $2) as behind
            from platform.audit_entries e
            where not exists (select from platform.audit_chain c where c.entry_id = e.id)) unlinked
        """;

    /// <param name="head">What an earlier verification returned as head; null when none was kept.</param>
    public static async Task<AuditVerification> Handle(string? head, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var (last, problem) = await Follow(session, head, ct);
        var (waiting, slippedIn) = await ReadUnlinked(session, last, ct);
        return new AuditVerification(last.Sequence, waiting, last.ToString(), problem ?? slippedIn);
    }

    private static async Task<(Place Last, string? Problem)> Follow(Session session, string? head, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Chain, session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var last = new Place(0, AuditLine.Beginning, 0, 0);
        var seen = head is null || last.ToString() == head;
        while (await reader.ReadAsync(ct))
        {
            var sequence = reader.GetInt64(AuditLine.Count);
            if (Broken(reader, sequence, last) is { } problem)
            {
                return (last, problem);
            }

            var line = AuditLine.Read(reader);
            last = new Place((int)sequence, reader.GetFieldValue<byte[]>(AuditLine.Count + 2), line.Transaction, line.Position);
            seen |= last.ToString() == head;
        }

        return (last, seen ? null : $"The chain does not pass through the head {head}: links were cut off or made anew.");
    }

    private static string? Broken(NpgsqlDataReader reader, long sequence, Place last)
    {
        if (sequence != last.Sequence + 1)
        {
            return $"Link {last.Sequence + 1} was removed.";
        }

        if (reader.IsDBNull(0))
        {
            return $"The entry of link {sequence} was removed.";
        }

        if (!reader.GetFieldValue<byte[]>(AuditLine.Count + 1).AsSpan().SequenceEqual(last.Hash))
        {
            return $"Link {sequence} does not follow the link before it.";
        }

        return reader.GetFieldValue<byte[]>(AuditLine.Count + 2).AsSpan().SequenceEqual(AuditLine.Read(reader).Link(last.Hash))
            ? null
            : $"The entry of link {sequence} ({new AuditEntryId(reader.GetGuid(0))}) is not what was sealed: it or the link was changed.";
    }

    private static async Task<(int Waiting, string? Problem)> ReadUnlinked(Session session, Place last, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Unlinked, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = last.Transaction },
                new NpgsqlParameter<long> { TypedValue = last.Position },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return ((int)reader.GetInt64(1), reader.GetInt64(0) == 0
            ? null
            : $"{reader.GetInt64(0)} entries are not linked although later ones are, the first {new AuditEntryId(Guid.Parse(reader.GetString(2)))}: they were slipped in, or their links removed.");
    }

    private sealed record Place(int Sequence, byte[] Hash, long Transaction, long Position)
    {
        public override string ToString() => $"{Sequence}:{Convert.ToHexStringLower(Hash)}";
    }
}

/// <summary>What verifying the audit trail found.</summary>
[View<AuditVerification>]
internal static class AuditVerificationView
{
    /// <summary>Whether everything is as it was sealed.</summary>
    public static bool Intact(AuditVerification verification) => verification.Problem is null;

    /// <summary>How many entries are linked and unchanged, up to the first problem.</summary>
    public static int Links(AuditVerification verification) => verification.Links;

    /// <summary>How many entries are too young to be linked.</summary>
    public static int Waiting(AuditVerification verification) => verification.Waiting;

    /// <summary>The last good link. Keep it elsewhere and give it to a later verification, which then also finds cut-off ends.</summary>
    public static string Head(AuditVerification verification) => verification.Head;

    /// <summary>What is wrong with the first broken link, in words.</summary>
    public static string? Problem(AuditVerification verification) => verification.Problem;
}
