using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>Moves the time of a sandbox tenant, so that what it has scheduled becomes due.</summary>
public static class TenantClock
{
    /// <summary>
    /// Puts the time of the transaction's tenant (<c>app.tenant</c>) this far ahead of real time (negative: behind). What thereby
    /// becomes due is handled as soon as the transaction commits, in due order. Waits for transactions that are scheduling.
    /// </summary>
    public static async Task Move(NpgsqlTransaction transaction, TimeSpan ahead, CancellationToken ct = default)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"select pg_advisory_xact_lock(17229, {Schedules.ClockLock})"),
                new NpgsqlBatchCommand(
                    "insert into messaging.clock (ahead) values ($1) on conflict (tenant_id) do update set ahead = excluded.ahead")
                {
                    Parameters = { new() { Value = ahead } },
                },
                new NpgsqlBatchCommand("""
                    update messaging.schedule set fires_at = due_at - $1
                    where tenant_id = current_setting('app.tenant')::uuid
                    """)
                {
                    Parameters = { new() { Value = ahead } },
                },
                new NpgsqlBatchCommand("select pg_notify('messaging', 'schedule')"),
            },
        };
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>How far the time of the transaction's tenant is ahead of real time.</summary>
    public static async Task<TimeSpan> Ahead(NpgsqlTransaction transaction, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            "select ahead from messaging.clock where tenant_id = current_setting('app.tenant')::uuid",
            transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is TimeSpan ahead ? ahead : TimeSpan.Zero;
    }
}
