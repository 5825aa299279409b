using Npgsql;

namespace CarePlatform.Platform.Tests;

/// <summary>
/// Holds up the host process at a point of its work: its session at the server waits for a lock of the test, in front of a table or
/// in a trigger, and so the process can be ended exactly there. The product knows nothing of it.
/// </summary>
internal sealed class Trap : IAsyncDisposable
{
    private const string AtCommit = "at commit, ";

    private readonly TestLog _log;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private Trap(TestLog log, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _log = log;
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>
    /// Sets a trap: <c>table test.effect</c> in front of a table, or where a trigger would fire, such as
    /// <c>before update of position on messaging.lane</c>; with <c>at commit, </c> before it, when that transaction is committing.
    /// </summary>
    public static async Task<Trap> Set(TestLog log, string where)
    {
        var connection = await log.Superuser.OpenConnectionAsync(TestLog.Ct);
        if (!where.StartsWith("table ", StringComparison.Ordinal))
        {
            var trigger = where.StartsWith(AtCommit, StringComparison.Ordinal)
                ? $"create constraint trigger trap {where[AtCommit.Length..]} deferrable initially deferred"
                : $"create trigger trap {where}";
            await Run($$"""
                create function test.trap() returns trigger language plpgsql as $$
                begin
                    if current_setting('application_name') = '{{HostProcess.Name}}' then
                        perform pg_advisory_xact_lock_shared(17999, 1);
                    end if;
                    return coalesce(new, old);
                end $$;
                {{trigger}} for each row execute function test.trap()
                """);
        }

        var transaction = await connection.BeginTransactionAsync(TestLog.Ct);
        await Run(where.StartsWith("table ", StringComparison.Ordinal)
            ? $"lock {where} in access exclusive mode"
            : "select pg_advisory_xact_lock(17999, 1)");
        return new Trap(log, connection, transaction);

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(TestLog.Ct);
        }
    }

    /// <summary>Waits until the process has come to the point.</summary>
    public Task Catches() => _log.Until($"""
        exists (select from pg_stat_activity
                where datname = current_database() and application_name = '{HostProcess.Name}' and wait_event_type = 'Lock')
        """);

    /// <summary>Lets the server go on with what the process had asked for.</summary>
    public Task Open() => _transaction.CommitAsync(TestLog.Ct);

    /// <summary>Lets the server go on, and waits until it has nothing more to do for the process, which has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _log.Until($"""
            not exists (select from pg_stat_activity where datname = current_database() and application_name = '{HostProcess.Name}')
            """);
    }
}
