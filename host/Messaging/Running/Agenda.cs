using Microsoft.Extensions.Logging;

namespace CarePlatform.Messaging;

/// <summary>Sleeps until the next scheduled message of any tenant is due, then wakes the lanes that have one.</summary>
internal sealed class Agenda(LogDatabase database, Func<IEnumerable<ScheduleLane>> lanes)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);

    /// <summary>Wakes it early, because messages were scheduled or a clock was moved.</summary>
    public Signal Changed { get; } = new();

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        var names = database.Options.Timers.Select(t => t.Name).ToArray();
        var impatient = Soon;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var (wait, due) = await WakeDue(names, ct).ConfigureAwait(false);

                // What is due may wait for a subscriber, which announces nothing when it has caught up.
                impatient = !due ? Soon : impatient < database.Options.PollInterval ? impatient * 2 : impatient;
                await Changed.Wait(due && impatient < wait ? impatient : wait, ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                database.Log.LogWarning(failure, "The schedule could not be read; it is tried again.");
                await Task.Delay(database.Options.PollInterval, database.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<(TimeSpan Wait, bool Due)> WakeDue(string[] names, CancellationToken ct)
    {
        var (slots, next) = await database.AsRelay(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction,
                    """
                    select array(
                        select distinct d.slot % $2 from (
                            select slot from messaging.schedule
                            where fires_at <= now() and (retry_at is null or retry_at <= now()) and name = any($1)
                            order by fires_at limit 5000) d),
                        extract(epoch from least(
                            (select min(fires_at) from messaging.schedule where fires_at > now()),
                            (select min(retry_at) from messaging.schedule where retry_at > now())) - now())::float8
                    """,
                    names, ScheduleLane.Lanes);
                await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                await row.ReadAsync(ct).ConfigureAwait(false);
                return (row.GetFieldValue<int[]>(0), row.IsDBNull(1) ? double.MaxValue : row.GetDouble(1));
            },
            ct).ConfigureAwait(false);
        foreach (var lane in lanes().Where(lane => slots.Contains(lane.Lease.Lane)))
        {
            lane.Wake();
        }

        // A millisecond more, so that it is due for certain when its lane looks.
        var poll = database.Options.PollInterval;
        return (next < poll.TotalSeconds ? TimeSpan.FromSeconds(next + 0.001) : poll, slots.Length > 0);
    }
}
