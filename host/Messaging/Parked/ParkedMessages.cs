using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// What an operator can do about scheduled messages that failed for good: inside the caller's transaction, for its tenant
/// (<c>app.tenant</c>). To give one up, cancel it with <see cref="Schedules.Cancel(NpgsqlTransaction, string, string, CancellationToken)"/>.
/// </summary>
public static class ParkedMessages
{
    /// <summary>The waiting messages, oldest first.</summary>
    public static Task<IReadOnlyList<ParkedMessage>> List(
        NpgsqlTransaction transaction, string? name = null, int limit = 100, CancellationToken ct = default) =>
        Read(transaction.Connection!, name, null, limit, ct);

    /// <summary>The same on a connection whose transaction was begun by a statement.</summary>
    public static Task<IReadOnlyList<ParkedMessage>> List(
        NpgsqlConnection connection, string? name = null, int limit = 100, CancellationToken ct = default) =>
        Read(connection, name, null, limit, ct);

    /// <summary>The message of this name and key, if it waits.</summary>
    public static async Task<ParkedMessage?> Find(NpgsqlTransaction transaction, string name, string key, CancellationToken ct = default) =>
        await Read(transaction.Connection!, name, key, 1, ct).ConfigureAwait(false) is [var only] ? only : null;

    private static async Task<IReadOnlyList<ParkedMessage>> Read(
        NpgsqlConnection connection, string? name, string? key, int limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select name, key, stream, type, due_at, attempts, reason, parked_at from messaging.schedule
            where tenant_id = current_setting('app.tenant')::uuid and parked_at is not null and ($1::text is null or name = $1)
              and ($3::text is null or key = $3)
            order by parked_at, name, key limit $2
            """, connection)
        {
            Parameters =
            {
                new() { Value = (object?)name ?? DBNull.Value }, new() { Value = limit }, new() { Value = (object?)key ?? DBNull.Value },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var parked = new List<ParkedMessage>();
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            parked.Add(new ParkedMessage(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4),
                row.GetInt32(5), row.GetString(6), row.GetFieldValue<DateTimeOffset>(7)));
        }

        return parked;
    }

    /// <summary>Has the message handled as soon as the transaction commits; its retries start anew. False when it does not wait.</summary>
    public static async Task<bool> Replay(NpgsqlTransaction transaction, string name, string key, CancellationToken ct = default)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("""
                    update messaging.schedule set attempts = 0, retry_at = null, reason = null, parked_at = null
                    where tenant_id = current_setting('app.tenant')::uuid and name = $1 and key = $2 and parked_at is not null
                    """)
                {
                    Parameters = { new() { Value = name }, new() { Value = key } },
                },
                new NpgsqlBatchCommand("select pg_notify('messaging', 'schedule')"),
            },
        };
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        return batch.BatchCommands[0].RecordsAffected == 1;
    }
}
