using System.Diagnostics;
using System.Diagnostics.Metrics;
using CarePlatform.Messaging;

namespace CarePlatform.Benchmarks;

/// <summary>What it cost to escalate many steps.</summary>
/// <param name="Seconds">From the moment when they fell due until the last transaction was committed.</param>
/// <param name="Cpu">Seconds of processor time of host and database together in that time.</param>
/// <param name="QuietSeconds">Until every subscriber had heard of all escalations.</param>
internal sealed record Escalated(double Seconds, double Cpu, double QuietSeconds);

/// <summary>Lets steps fall due at one instant, and watches the host that runs.</summary>
internal sealed class DueSteps(OpenSteps steps)
{
    private const string FallsDue = "coordination.step-due@1";
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(4);

    /// <summary>Escalates this many steps, chosen at random among those that are open, and counts that each was escalated once.</summary>
    public async Task<Escalated> Escalate(int count)
    {
        var cpu = await CpuTime.Of(steps.Tenant.Host.Database.AdministratorConnectionString);
        await steps.Run("drop table if exists bench.due");
        await steps.Run("create table bench.due as select item, item_text from bench.step order by random() limit $1", count);
        await steps.Run("analyze bench.due");
        await steps.Run("delete from bench.step s using bench.due d where d.item = s.item");

        var done = new TaskCompletionSource<(long At, TimeSpan? Cpu)>();
        var left = count;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: MessagingTelemetry.Name, Name: "messaging.handled" })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, handled, tags, _) =>
        {
            if (tags[0].Value is FallsDue && Interlocked.Add(ref left, (int)-handled) <= 0)
            {
                done.TrySetResult((Stopwatch.GetTimestamp(), cpu.Used()));
            }
        });
        listener.Start();

        // Truncated to what the database keeps.
        var at = TimeProvider.System.GetUtcNow() + Ahead;
        at = new DateTimeOffset(at.Ticks / 10 * 10, TimeSpan.Zero);
        await steps.Run("update coordination.work_items i set due_at = $1, red_at = least(red_at, $1) from bench.due d where d.item = i.id", at);
        await steps.Run(
            "update messaging.schedule s set due_at = $1, fires_at = $1 from bench.due d where s.tenant_id = $2 and s.name = $3 and s.key = d.item_text",
            at, steps.Tenant.Tenant.Id.Value, FallsDue);
        var wait = at - TimeProvider.System.GetUtcNow();
        if (wait < TimeSpan.FromSeconds(0.2))
        {
            throw new InvalidOperationException("The steps fell due before they were all arranged; the machine is too busy to measure.");
        }

        await Task.Delay(wait);
        var (began, before) = (Stopwatch.GetTimestamp(), cpu.Used());
        var (ended, after) = await done.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await steps.Tenant.Quiet();
        var quiet = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Check(count, at);
        return new Escalated(Stopwatch.GetElapsedTime(began, ended).TotalSeconds, (after - before)?.TotalSeconds ?? 0, quiet);
    }

    private async Task Check(int count, DateTimeOffset at)
    {
        var tenant = steps.Tenant.Tenant.Id.Value;
        var rungs = await steps.Number(
            "select count(*) from coordination.work_items i join bench.due d on d.item = i.id where i.rung = 1 and i.escalated_at >= $1", at);
        var history = await steps.Number(
            """
            select sum((
                select count(*) from coordination.history h where h.tenant_id = $1 and h.item = d.item and h.what = 'escalated'))::bigint
            from bench.due d
            """, tenant);
        var events = await steps.Number(
            """
            select count(*) from messaging.log l join bench.due d on d.item_text = l.payload ->> 'item'
            where l.tenant_id = $1 and l.type = 'coordination.step-escalated@1'
            """, tenant);
        var timers = await steps.Number(
            "select count(*) from messaging.schedule s join bench.due d on d.item_text = s.key where s.tenant_id = $1 and s.due_at > $2", tenant, at);
        if ((rungs, history, events, timers) != (count, count, count, count))
        {
            throw new InvalidOperationException(
                $"Of {count} steps {rungs} stand on the first rung; {history} lines of history, {events} events, {timers} timers for the next rung.");
        }
    }
}
