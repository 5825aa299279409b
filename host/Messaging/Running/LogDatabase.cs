using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>What every part of a running host shares: the database, its settings and how many effects may run at once.</summary>
internal sealed record LogDatabase(NpgsqlDataSource Source, MessagingOptions Options, MessagingMeter Meter, TimeProvider Time, ILogger Log)
{
    public Turns Turns { get; } = new(Options.Concurrency);

    /// <summary>Runs <paramref name="work"/> in a transaction that sees the messaging rows of every tenant.</summary>
    public async Task<T> AsRelay<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        await using (var role = new NpgsqlCommand("set local role care_relay", connection, transaction))
        {
            await role.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }

        var result = await work(transaction).ConfigureAwait(false);
        await transaction.CommitAsync(ct).ConfigureAwait(false);
        return result;
    }

    /// <summary>As <see cref="AsRelay{T}"/>, when a turn is free: for what every lane does, of which there can be hundreds.</summary>
    public async Task<T> InTurn<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken ct)
    {
        using var turn = await Turns.Take(isDue: false, ct).ConfigureAwait(false);
        return await AsRelay(work, ct).ConfigureAwait(false);
    }

    /// <summary>Runs one statement that sees the messaging rows of every tenant, and returns how many rows it touched.</summary>
    public Task<int> AsRelay(string sql, CancellationToken ct, params object[] parameters) => AsRelay(
        async transaction =>
        {
            await using var command = Sql.Command(transaction, sql, parameters);
            return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        },
        ct);
}
