using CarePlatform.Messaging;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A replay for one subscriber and one tenant; everybody else goes on undisturbed.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task A_replay_repeats_a_tenants_events_from_the_start_or_from_a_position_and_nobody_elses()
    {
        await using var log = await TestLog.Create();
        var (tenant, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        var host = await log.Start(TestLog.Recorder("projects"), TestLog.Recorder("sends"));
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"));
        var third = await log.Append(tenant, TestLog.Happened("a"));
        await log.Append(other, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);
        var once = await log.Effects("projects");

        Assert.True(await log.InTenant(tenant, t => SubscriberProgress.Replay(t, "projects", 0, TestLog.Ct)));
        await host.WhenQuiet(ct: TestLog.Ct);
        var replayed = (await log.Effects("projects")).Skip(once.Count).ToList();
        Assert.Equal(["a", "a", "b"], replayed.Select(e => e.Stream).Order());
        Assert.All(replayed, e => Assert.Equal(tenant, e.Tenant));

        Assert.True(await log.InTenant(tenant, t => SubscriberProgress.Replay(t, "projects", third - 1, TestLog.Ct)));
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(third, Assert.Single((await log.Effects("projects")).Skip(once.Count + 3)).Position);

        Assert.False(await log.InTenant(tenant, t => SubscriberProgress.Replay(t, "projects", third + 1_000, TestLog.Ct)));
        Assert.Equal(4, (await log.Effects("sends")).Count);
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.detour"));
    }

    [Fact]
    public async Task Events_that_come_during_a_replay_follow_behind_it_in_order()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("projects"));
        await log.Append(tenant, [.. Enumerable.Range(0, 500).Select(i => TestLog.Happened($"s{i % 9}"))]);
        await host.WhenQuiet(ct: TestLog.Ct);

        await log.InTenant(tenant, t => SubscriberProgress.Replay(t, "projects", 0, TestLog.Ct));
        for (var i = 0; i < 40; i++)
        {
            await log.Append(tenant, TestLog.Happened($"s{i % 9}"));
        }

        await host.WhenQuiet(ct: TestLog.Ct);
        var logged = await log.Logged();
        foreach (var stream in (await log.Effects("projects")).Skip(500).GroupBy(e => e.Stream))
        {
            Assert.Equal(logged.Where(e => e.Stream == stream.Key), stream);
        }
    }

    [Fact]
    public async Task A_replay_passes_by_what_was_skipped_and_repeats_what_is_parked()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fails = true;
        var host = await log.Start(Subscriber.Each("projects", async (logged, delivery, ct) =>
        {
            await TestLog.Record("projects", logged, delivery, ct);
            if (logged.Type == "tests.bad@1" && Volatile.Read(ref fails))
            {
                throw new InvalidOperationException("Poisoned.");
            }
        }) with
        { Retry = RetryPolicy.None });
        var skipped = await log.Append(tenant, TestLog.Happened("a", "tests.bad@1"));
        await log.Append(tenant, TestLog.Happened("b", "tests.bad@1"), TestLog.Happened("b"));
        await host.WhenQuiet(ct: TestLog.Ct);
        await log.InTenant(tenant, t => ParkedEvents.Skip(t, "projects", "a", skipped, "entered twice", TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Volatile.Write(ref fails, false);
        await log.InTenant(tenant, t => SubscriberProgress.Replay(t, "projects", 0, TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal((await log.Logged()).Skip(1), await log.Effects("projects"));
        Assert.Empty(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
    }

    [Fact]
    public async Task How_far_a_subscriber_is_with_a_tenants_events_is_told_to_that_tenant_only()
    {
        await using var log = await TestLog.Create();
        var (tenant, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        var (all, picky) = (TestLog.Recorder("all"), TestLog.Recorder("picky", "tests.wanted@1"));
        var host = await log.Start(all, picky);
        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);
        await host.Stop();
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b", "tests.wanted@1"));

        var waiting = await log.InTenant(tenant, t => SubscriberProgress.Of(t.Connection!, [all, picky], TestLog.Ct));
        Assert.Equal([("all", 2L), ("picky", 1L)], waiting.Select(p => (p.Subscriber, p.Waiting)));
        Assert.All(waiting, p => Assert.NotNull(p.Oldest));
        var nothing = await log.InTenant(other, t => SubscriberProgress.Of(t.Connection!, [all, picky], TestLog.Ct));
        Assert.All(nothing, p => Assert.Equal((0L, null, false, 0L), (p.Waiting, p.Oldest, p.OnDetour, p.Parked)));
    }
}
