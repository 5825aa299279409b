using System.Globalization;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// The transaction in which effects and the lane's position commit together. It acts as the application under one tenant for the
/// handlers, and as the relay for the log's own tables.
/// </summary>
internal sealed class EffectTransaction : IAsyncDisposable
{
    private readonly LogDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Turns.Turn _turn;
    private Delivery? _delivery;
    private bool _relay;

    private EffectTransaction(LogDatabase database, Turns.Turn turn, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _database = database;
        _turn = turn;
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>Begins when a turn is free; <paramref name="isDue"/> goes first.</summary>
    public static async Task<EffectTransaction> Begin(LogDatabase database, CancellationToken ct, bool isDue = false)
    {
        var turn = await database.Turns.Take(isDue, ct).ConfigureAwait(false);
        NpgsqlConnection? connection = null;
        try
        {
            connection = await database.Source.OpenConnectionAsync(ct).ConfigureAwait(false);
            return new EffectTransaction(database, turn, connection, await connection.BeginTransactionAsync(ct).ConfigureAwait(false));
        }
        catch
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            turn.Dispose();
            throw;
        }
    }

    /// <summary>Enters the tenant as the application.</summary>
    public async ValueTask<Delivery> For(Guid tenant, CancellationToken ct)
    {
        if (_delivery is { } current && current.Tenant == tenant && !_relay)
        {
            return current;
        }

        await using var batch = new NpgsqlBatch(_connection, _transaction);
        if (_relay)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("reset role"));
        }

        batch.BatchCommands.Add(Sql.Part(
            $"""
            select set_config('app.tenant', $1, true), set_config('idle_in_transaction_session_timeout', $2, true), {TenantGate.Enter}
            """,
            tenant.ToString(),
            ((long)_database.Options.EffectTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)));
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        _relay = false;
        return _delivery = new Delivery(_transaction, tenant);
    }

    /// <summary>Runs a query as the relay.</summary>
    public async Task<T> AsRelay<T>(string sql, object[] parameters, Func<NpgsqlDataReader, Task<T>> read, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction)
        {
            BatchCommands = { new NpgsqlBatchCommand("set local role care_relay"), Sql.Part(sql, parameters) },
        };
        _relay = true;
        await using var row = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        return await read(row).ConfigureAwait(false);
    }

    /// <summary>
    /// Moves the lane from where it stood, together with <paramref name="changes"/>, and commits; rolls everything back when the lane
    /// is no longer this host's, or when a change does not find what it expects.
    /// </summary>
    public async Task Commit(Lease lease, long from, long to, CancellationToken ct, params IEnumerable<Change> changes)
    {
        await using var batch = new NpgsqlBatch(_connection, _transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set local role care_relay"));
        var parts = changes.ToList();
        foreach (var change in parts)
        {
            batch.BatchCommands.Add(change.Command);
        }

        var advance = Sql.Part(
            "update messaging.lane set position = $5 where subscriber = $1 and lane = $2 and epoch = $3 and position = $4",
            lease.Subscriber, lease.Lane, lease.Epoch, from, to);
        batch.BatchCommands.Add(advance);
        await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        if (advance.RecordsAffected != 1 || parts.Exists(c => c.Rows is { } rows && c.Command.RecordsAffected != rows))
        {
            throw new LaneLostException(lease);
        }

        await _transaction.CommitAsync(ct).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            _turn.Dispose();
        }
    }
}

/// <summary>A change of the log's own tables that commits with the effects, and how many rows it must touch.</summary>
internal sealed record Change(NpgsqlBatchCommand Command, int? Rows = null);
