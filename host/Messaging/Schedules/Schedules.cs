using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Messaging;

/// <summary>Schedules, moves and cancels messages inside the caller's transaction, under its tenant (<c>app.tenant</c>).</summary>
public static class Schedules
{
    // Held shared by whoever schedules, exclusively by whoever moves the tenant's clock: no message misses a move.
    internal const string ClockLock = "hashtext(current_setting('app.tenant')::uuid::text)";

    /// <summary>The most messages that travel in one statement; more are sent in several.</summary>
    private const int Chunk = 10_000;

    private const string Insert = """
        insert into messaging.schedule as s (name, key, stream, due_at, fires_at, type, payload, actor, correlation)
        select m.name, m.key, m.stream, m.due_at,
            m.due_at - coalesce((select ahead from messaging.clock where tenant_id = current_setting('app.tenant')::uuid), interval '0'),
            m.type, m.payload::jsonb, m.actor, m.correlation
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) as m (name, key, stream, due_at, type, payload, actor, correlation)
        on conflict (tenant_id, name, key)
        """;

    private const string Replacing = $"""
        {Insert} do update set
            stream = excluded.stream, due_at = excluded.due_at, fires_at = excluded.fires_at, type = excluded.type,
            payload = excluded.payload, actor = excluded.actor, correlation = excluded.correlation,
            attempts = 0, retry_at = null, reason = null, parked_at = null
        """;

    /// <summary>Schedules <paramref name="message"/>, replacing the one with its name and key if there is one.</summary>
    public static Task Set(NpgsqlTransaction transaction, ScheduledMessage message, CancellationToken ct = default) =>
        Set(transaction, [message], ct);

    /// <summary>Schedules <paramref name="message"/> unless there is one of its name and key, which stays as it is, due or overdue.</summary>
    public static Task SetUnlessSet(NpgsqlTransaction transaction, ScheduledMessage message, CancellationToken ct = default) =>
        Write(transaction, $"{Insert} do nothing", [message], ct);

    /// <summary>Schedules many messages, thousands in one round trip; each name and key may occur once.</summary>
    public static async Task Set(NpgsqlTransaction transaction, IReadOnlyList<ScheduledMessage> messages, CancellationToken ct = default)
    {
        if (messages.Count == 0)
        {
            return;
        }

        for (var from = 0; from < messages.Count; from += Chunk)
        {
            await Write(transaction, Replacing, messages.Count <= Chunk ? messages : [.. messages.Skip(from).Take(Chunk)], ct).ConfigureAwait(false);
        }
    }

    /// <summary>Cancels the message; false when there was none (it was handled, cancelled or never scheduled).</summary>
    public static async Task<bool> Cancel(NpgsqlTransaction transaction, string name, string key, CancellationToken ct = default) =>
        await Cancel(transaction, name, [key], ct).ConfigureAwait(false) == 1;

    /// <summary>Cancels many messages of one name and returns how many there were. What waited behind a failed one goes on.</summary>
    public static async Task<int> Cancel(
        NpgsqlTransaction transaction, string name, IReadOnlyList<string> keys, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            """
            with gone as (
                delete from messaging.schedule where tenant_id = current_setting('app.tenant')::uuid and name = $1 and key = any($2)
                returning retry_at)
            select count(*)::int, (select pg_notify('messaging', 'schedule') where exists (select from gone where retry_at is not null))
            from gone
            """,
            transaction.Connection, transaction)
        {
            Parameters = { new() { Value = name }, new() { Value = keys.ToArray() } },
        };
        return (int)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }

    private static async Task Write(NpgsqlTransaction transaction, string statement, IReadOnlyList<ScheduledMessage> messages, CancellationToken ct)
    {
        var insert = new NpgsqlBatchCommand(statement);
        Add(insert, messages, NpgsqlDbType.Text, m => m.Name);
        Add(insert, messages, NpgsqlDbType.Text, m => m.Key);
        Add(insert, messages, NpgsqlDbType.Text, m => m.Stream);
        Add(insert, messages, NpgsqlDbType.TimestampTz, m => m.DueAt.ToUniversalTime());
        Add(insert, messages, NpgsqlDbType.Text, m => m.Type);
        Add(insert, messages, NpgsqlDbType.Text, m => m.Payload);
        Add(insert, messages, NpgsqlDbType.Text, m => m.Actor);
        Add(insert, messages, NpgsqlDbType.Uuid, m => m.Correlation);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"select pg_advisory_xact_lock_shared(17229, {ClockLock})"),
                insert,
                new NpgsqlBatchCommand("select pg_notify('messaging', 'schedule')"),
            },
        };
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static void Add<T>(
        NpgsqlBatchCommand command, IReadOnlyList<ScheduledMessage> messages, NpgsqlDbType type, Func<ScheduledMessage, T> column) =>
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = messages.Select(column).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
}
