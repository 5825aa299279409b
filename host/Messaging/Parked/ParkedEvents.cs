using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// What an operator can do about streams that wait because an event failed: inside the caller's transaction, for its tenant
/// (<c>app.tenant</c>). The caller records who decided.
/// </summary>
public static class ParkedEvents
{
    private const string Tenant = "tenant_id = current_setting('app.tenant')::uuid";

    /// <summary>The waiting streams, oldest first.</summary>
    public static Task<IReadOnlyList<ParkedEvent>> List(
        NpgsqlTransaction transaction, string? subscriber = null, int limit = 100, CancellationToken ct = default) =>
        Read(transaction.Connection!, subscriber, null, limit, ct);

    /// <summary>The same on a connection whose transaction was begun by a statement.</summary>
    public static Task<IReadOnlyList<ParkedEvent>> List(
        NpgsqlConnection connection, string? subscriber = null, int limit = 100, CancellationToken ct = default) =>
        Read(connection, subscriber, null, limit, ct);

    /// <summary>The stream that waits for this subscriber; null when it does not.</summary>
    public static async Task<ParkedEvent?> Find(
        NpgsqlTransaction transaction, string subscriber, string stream, CancellationToken ct = default) =>
        await Read(transaction.Connection!, subscriber, stream, 1, ct).ConfigureAwait(false) is [var only] ? only : null;

    private static async Task<IReadOnlyList<ParkedEvent>> Read(
        NpgsqlConnection connection, string? subscriber, string? stream, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"""
            select subscriber, stream, position, type, attempts, retry_at, reason, parked_at,
                (select count(*)::int from messaging.parked_event e
                 where e.subscriber = p.subscriber and e.tenant_id = p.tenant_id and e.stream = p.stream)
            from messaging.parked_stream p
            where {Tenant} and ($1::text is null or subscriber = $1) and ($3::text is null or stream = $3)
            order by parked_at, subscriber, stream limit $2
            """, connection)
        {
            Parameters =
            {
                new() { Value = (object?)subscriber ?? DBNull.Value }, new() { Value = limit }, new() { Value = (object?)stream ?? DBNull.Value },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var parked = new List<ParkedEvent>();
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            parked.Add(new ParkedEvent(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt32(8), row.GetInt32(4),
                row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5), row.GetString(6), row.GetFieldValue<DateTimeOffset>(7)));
        }

        return parked;
    }

    /// <summary>
    /// Lets the failed event and everything behind it take effect, in order, as soon as the transaction commits; its retries start
    /// anew. False when the stream does not wait for that subscriber.
    /// </summary>
    public static async Task<bool> Replay(NpgsqlTransaction transaction, string subscriber, string stream, CancellationToken ct = default)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"""
                    update messaging.parked_stream set retry_at = now(), attempts = 0 where {Tenant} and subscriber = $1 and stream = $2
                    """)
                {
                    Parameters = { new() { Value = subscriber }, new() { Value = stream } },
                },
                new NpgsqlBatchCommand("select pg_notify('messaging', 'parked')"),
            },
        };
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        return batch.BatchCommands[0].RecordsAffected == 1;
    }

    /// <summary>
    /// Decides that the failed event never takes effect for that subscriber and lets what waits behind it go on. False when the
    /// stream does not wait, or no longer because of the event at <paramref name="position"/>.
    /// </summary>
    public static async Task<bool> Skip(
        NpgsqlTransaction transaction, string subscriber, string stream, long position, string reason, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        await using var command = new NpgsqlCommand($"""
            with head as (
                update messaging.parked_stream set retry_at = now(), attempts = 0
                where {Tenant} and subscriber = $1 and stream = $2 and position = $3
                returning subscriber, stream, position, type),
            gone as (
                delete from messaging.parked_event e using head h
                where e.{Tenant} and e.subscriber = h.subscriber and e.stream = h.stream and e.position = h.position
                returning e.position)
            insert into messaging.skipped_event (subscriber, position, stream, type, reason)
            select h.subscriber, h.position, h.stream, h.type, $4 from head h join gone g using (position)
            """, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = subscriber }, new() { Value = stream }, new() { Value = position }, new() { Value = reason } },
        };
        var skipped = await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false) == 1;
        await using var notify = new NpgsqlCommand("select pg_notify('messaging', 'parked')", transaction.Connection, transaction);
        await notify.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        return skipped;
    }
}
