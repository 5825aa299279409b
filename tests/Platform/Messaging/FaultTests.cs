using CarePlatform.Messaging;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class FaultTests
{
    private const string Trap = "tests.trap@1";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private static Subscriber Records => TestLog.Recorder("records") with { Start = StartAt.Beginning };

    [Fact]
    public async Task A_host_killed_between_effect_and_commit_loses_nothing_and_doubles_nothing()
    {
        await using var log = await TestLog.Create();
        await using var killed = await HostProcess.Start(log, Lease);
        await log.Append(TestLog.NewTenant(), TestLog.Happened("a", Trap));
        await killed.Says("TRAPPED");
        await killed.Kill();

        Assert.Empty(await log.Effects("records"));
        var host = await log.Start(o => o.Subscribe(Records), Lease);
        await host.WhenQuiet(ct: TestLog.Ct);

        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task A_host_killed_in_the_middle_of_a_batch_loses_nothing_and_doubles_nothing()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        await log.Append(tenant,
            [.. Enumerable.Range(0, 400).Select(i => TestLog.Happened($"s{i % 20}", i == 211 ? Trap : "tests.happened@1"))]);
        await using var killed = await HostProcess.Start(log, Lease);
        await killed.Says("TRAPPED");
        await killed.Kill();

        var host = await log.Start(o => o.Subscribe(Records), Lease);
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(400, (await log.Effects("records")).Count);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task Hosts_killed_again_and_again_under_load_lose_nothing_and_double_nothing()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var survivor = await log.Start(o => o.Subscribe(Records), Lease);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestLog.Ct);
        var appending = Task.Run(
            async () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i++)
                {
                    await log.Append(tenant, [.. Enumerable.Range(0, 1 + (i % 5)).Select(n => TestLog.Happened($"s{(i + n) % 40}"))]);
                }
            },
            TestLog.Ct);

        for (var round = 0; round < 4; round++)
        {
            await using var killed = await HostProcess.Start(log, Lease);
            for (var effects = 0; effects < 25 + (40 * round); effects++)
            {
                await killed.Says("TOOK EFFECT");
            }

            await killed.Kill();
        }

        await enough.CancelAsync();
        await appending;
        await survivor.WhenQuiet(ct: TestLog.Ct);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task Two_processes_share_the_lanes_and_a_clean_stop_hands_them_over_at_once()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();

        // A lease that nobody would wait for: what moves, moves by agreement.
        var lease = TimeSpan.FromHours(1);
        var host = await log.Start(o => o.Subscribe(Records), lease);
        await using var other = await HostProcess.Start(log, lease);
        await log.Until("(select array_agg(n) from (select count(*) n from messaging.lane where subscriber = 'records' group by holder) h) = '{4,4}'");
        await log.Append(tenant, [.. Enumerable.Range(0, 300).Select(i => TestLog.Happened($"s{i}"))]);
        await other.Says("TOOK EFFECT");

        await other.Stop();
        await log.Append(tenant, [.. Enumerable.Range(0, 300).Select(i => TestLog.Happened($"s{i}"))]);
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(600, (await log.Effects("records")).Count);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task A_frozen_host_that_wakes_after_its_lease_was_taken_over_cannot_commit()
    {
        await using var log = await TestLog.Create();
        await using var frozen = await HostProcess.Start(log, Lease);
        await log.Append(TestLog.NewTenant(), TestLog.Happened("a", Trap));
        await frozen.Says("TRAPPED");
        await frozen.Freeze();

        var host = await log.Start(o => o.Subscribe(Records), Lease);
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Single(await log.Effects("records"));

        await frozen.Continue();
        await frozen.Thaw();
        await frozen.Says("taken over by another host");
        await frozen.Stop();

        Assert.Single(await log.Effects("records"));
    }

    [Fact]
    public async Task A_message_that_was_due_while_its_host_was_killed_is_handled_exactly_once()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        await using var killed = await HostProcess.Start(log, Lease);
        var due = TimeProvider.System.GetUtcNow();
        await log.InTenant(tenant, t => Schedules.Set(
            t, [.. Enumerable.Range(0, 50).Select(i => new ScheduledMessage("records", $"{i}", "one", due, i == 20 ? Trap : "tests.due@1", "{}"))],
            TestLog.Ct));
        await killed.Says("TRAPPED");
        await killed.Kill();
        Assert.Equal(50, await log.Scalar<long>("select count(*) from messaging.schedule"));

        var handled = 0;
        var host = await log.Start(o => o.Subscribe(Records).Handle(new TimerHandler("records", (_, _, _) =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        })), Lease);
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(50, handled);
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.schedule"));
    }

    [Fact]
    public async Task A_host_whose_connections_are_cut_goes_on_where_it_was()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(o =>
        {
            o.PollInterval = TimeSpan.FromMilliseconds(50);
            o.Subscribe(Records);
        });

        for (var round = 0; round < 5; round++)
        {
            await Appended(log, tenant, 200);
            await log.Scalar<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'care_app' and datname = current_database()");
        }

        await Appended(log, tenant, 1);
        await Quiet(host);
        await log.NothingIsLostDoubledOrReordered("records");

        static async Task Appended(TestLog log, Guid tenant, int events)
        {
            while (true)
            {
                try
                {
                    await log.Append(tenant, [.. Enumerable.Range(0, events).Select(i => TestLog.Happened($"s{i % 30}"))]);
                    return;
                }
                catch (Npgsql.NpgsqlException)
                {
                    // This connection was cut as well: the pool gives another one.
                }
            }
        }

        static async Task Quiet(LogHost host)
        {
            while (true)
            {
                try
                {
                    await host.WhenQuiet(ct: TestLog.Ct);
                    return;
                }
                catch (Npgsql.NpgsqlException)
                {
                    // As above.
                }
            }
        }
    }
}
