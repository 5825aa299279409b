using Npgsql;
using Xunit;

namespace CarePlatform.Testing;

/// <summary>Something that another transaction has done and not committed yet: what meets it waits, and goes on when it commits.</summary>
public sealed class HeldTransaction : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private HeldTransaction(TestDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_database, _connection, _transaction) = (database, connection, transaction);

    /// <summary>Runs the statement as the superuser and stays open.</summary>
    public static async Task<HeldTransaction> Of(TestDatabase database, string sql, params object[] values)
    {
        var stop = TestContext.Current.CancellationToken;
        var connection = await database.Administrator.OpenConnectionAsync(stop);
        var held = new HeldTransaction(database, connection, await connection.BeginTransactionAsync(stop));
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v }).ToArray());
        await command.ExecuteNonQueryAsync(stop);
        return held;
    }

    /// <summary>Goes on with this statement.</summary>
    public async Task Do(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Completes as soon as the statement waits for another transaction; fails the test when it ends without having waited.</summary>
    public async Task Waits(Task statement)
    {
        await using var waits = _database.Administrator.CreateCommand("select cardinality(pg_blocking_pids($1)) > 0");
        waits.Parameters.AddWithValue(_connection.ProcessID);
        while (!(bool)(await waits.ExecuteScalarAsync(TestContext.Current.CancellationToken))!)
        {
            Assert.False(statement.IsCompleted, "It must wait for another transaction.");
            await Task.Yield();
        }
    }

    /// <summary>Commits as soon as the other waits for this transaction; fails the test when it ends without having waited.</summary>
    public async Task CommitWhenAwaitedBy(Task other)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var waits = _database.Administrator.CreateCommand("select exists (select from pg_stat_activity where $1 = any (pg_blocking_pids(pid)))");
        waits.Parameters.AddWithValue(_connection.ProcessID);
        while (!(bool)(await waits.ExecuteScalarAsync(stop))!)
        {
            Assert.False(other.IsCompleted, "It must wait for the transaction that is held open.");
            await Task.Yield();
        }

        await _transaction.CommitAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
