using Microsoft.Extensions.Logging;

namespace CarePlatform.Messaging;

/// <summary>What is done now and then: idle positions are written, partitions made ahead, and outlived events deleted.</summary>
internal sealed class Housekeeping(LogDatabase database)
{
    private const int Portion = 20_000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(Func<CancellationToken, Task> flush, CancellationToken ct)
    {
        var tended = DateTimeOffset.MinValue;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (database.Time.GetUtcNow() - tended >= Day)
                {
                    await Tend(ct).ConfigureAwait(false);
                    tended = database.Time.GetUtcNow();
                }

                await Task.Delay(database.Options.LeaseDuration / 3, database.Time, ct).ConfigureAwait(false);
                await flush(ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                database.Log.LogWarning(failure, "The log's housekeeping failed; it is tried again.");
                await Task.Delay(database.Options.LeaseDuration, database.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task<long> Outlived(CancellationToken ct) => database.AsRelay(
        async transaction =>
        {
            await using var command = Sql.Command(transaction, "select messaging.apply_retention($1)", Portion);
            return (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
        },
        ct);

    /// <summary>Several transactions: what makes partitions must not keep its locks while events are deleted, a portion at a time.</summary>
    private async Task Tend(CancellationToken ct)
    {
        await database.AsRelay("select messaging.make_partitions($1)", ct, database.Options.PartitionsAhead).ConfigureAwait(false);
        while (await Outlived(ct).ConfigureAwait(false) >= Portion)
        {
            // There may be more.
        }
    }
}
