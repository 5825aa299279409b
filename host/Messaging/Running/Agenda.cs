using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>Sleeps until the next scheduled message of any tenant is due, then wakes the lanes that have one.</summary>
internal sealed class Agenda(LogDatabase database, Func<IEnumerable<ScheduleLane>> lanes)
{
    /// <summary>When so many messages of a lane are due, their tenants take turns.</summary>
    private const int Glance = 5_000 / ScheduleLane.Lanes;

    /// <summary>The lanes for which something is due, how long until the next message is, and whether more is due than was looked at.</summary>
    internal static readonly string Next = $"""
        select array(
            select lane from generate_series(0, {ScheduleLane.Lanes - 1}) lane where (
                select true from messaging.schedule
                where slot % {ScheduleLane.Lanes} = lane and fires_at <= now()
                  and (retry_at is null or retry_at <= now()) and name = any($1)
                order by slot % {ScheduleLane.Lanes}, fires_at limit 1)),
            extract(epoch from least(
                (select min(s.next) from generate_series(0, {ScheduleLane.Lanes - 1}) lane cross join lateral (
                    select fires_at as next from messaging.schedule
                    where slot % {ScheduleLane.Lanes} = lane and fires_at > now()
                    order by slot % {ScheduleLane.Lanes}, fires_at limit 1) s),
                (select min(retry_at) from messaging.schedule where retry_at > now() and retry_at < 'infinity')) - now())::float8,
            exists (
                select from generate_series(0, {ScheduleLane.Lanes - 1}) lane where (
                    select count(*) from (
                        select from messaging.schedule
                        where slot % {ScheduleLane.Lanes} = lane and fires_at <= now() limit $2) d) = $2)
        """;

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
                var began = database.Time.GetTimestamp();
                var (wait, due) = await WakeDue(names, ct).ConfigureAwait(false);

                // Lanes that have much to do announce every batch: looking must not take more than half of the time.
                await Task.Delay(database.Time.GetElapsedTime(began), database.Time, ct).ConfigureAwait(false);

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

    /// <summary>The tenants for whom anything is due, found by going from tenant to tenant in the index.</summary>
    private static async Task<Guid[]?> Tenants(NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = Sql.Command(
            transaction,
            """
            with recursive each (tenant_id) as (
                (select tenant_id from messaging.schedule order by tenant_id limit 1)
                union all
                select (select s.tenant_id from messaging.schedule s where s.tenant_id > e.tenant_id order by s.tenant_id limit 1)
                from each e where e.tenant_id is not null)
            select coalesce(array_agg(e.tenant_id), '{}') from each e
            where exists (select from messaging.schedule s where s.tenant_id = e.tenant_id and s.fires_at <= now())
            """);
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is Guid[] { Length: > 1 } several ? several : null;
    }

    private async Task<(TimeSpan Wait, bool Due)> WakeDue(string[] names, CancellationToken ct)
    {
        var (slots, next, tenants) = await database.AsRelay(
            async transaction =>
            {
                await using var command = Sql.Command(transaction, Next, names, Glance);
                int[] slots;
                double next;
                bool crowded;
                await using (var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false))
                {
                    await row.ReadAsync(ct).ConfigureAwait(false);
                    slots = row.GetFieldValue<int[]>(0);
                    next = row.IsDBNull(1) ? double.MaxValue : row.GetDouble(1);
                    crowded = row.GetBoolean(2);
                }

                return (slots, next, crowded ? await Tenants(transaction, ct).ConfigureAwait(false) : null);
            },
            ct).ConfigureAwait(false);
        foreach (var lane in lanes().Where(lane => slots.Contains(lane.Lease.Lane) || tenants is not null))
        {
            lane.Wake(tenants);
        }

        // A millisecond more, so that it is due for certain when its lane looks.
        var poll = database.Options.PollInterval;
        return (next < poll.TotalSeconds ? TimeSpan.FromSeconds(next + 0.001) : poll, slots.Length > 0);
    }
}
