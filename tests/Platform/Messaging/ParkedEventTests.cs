using CarePlatform.Messaging;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ParkedEventTests
{
    private const string Bad = "tests.bad@1";

    /// <summary>A subscriber that fails for bad events until it is told to stop failing.</summary>
    private sealed class Fragile(RetryPolicy retry)
    {
        private int _attempts;

        public volatile bool Fails = true;

        public int Attempts => _attempts;

        public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Subscriber Subscriber => Subscriber.Each("fragile", async (logged, delivery, ct) =>
        {
            await TestLog.Record("fragile", logged, delivery, ct);
            if (logged.Type == Bad && Fails)
            {
                Interlocked.Increment(ref _attempts);
                Failed.TrySetResult();
                throw new InvalidOperationException("The partner does not answer.");
            }
        }) with
        { Retry = retry, Lanes = 1 };
    }

    [Fact]
    public async Task A_failing_event_parks_its_stream_and_other_streams_go_on()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fragile = new Fragile(RetryPolicy.None);
        var host = await log.Start(fragile.Subscriber);

        var bad = await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"), TestLog.Happened("a", Bad));
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["a", "b", "b"], (await log.Effects("fragile")).Select(e => e.Stream).Order());
        var parked = Assert.Single(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
        Assert.Equal(
            ("fragile", "a", bad, Bad, 2, 1, null, "InvalidOperationException: The partner does not answer."),
            (parked.Subscriber, parked.Stream, parked.Position, parked.Type, parked.Waiting, parked.Attempts, parked.RetryAt, parked.Reason));
    }

    [Fact]
    public async Task The_reason_says_what_a_failure_comes_from()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(Subscriber.Each(
            "wrapped", (_, _, _) => throw new InvalidOperationException("The letter was not sent.", new TimeoutException("The printer does not answer.")))
            with
        { Retry = RetryPolicy.None });
        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);
        var parked = Assert.Single(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
        Assert.Equal("InvalidOperationException: The letter was not sent. TimeoutException: The printer does not answer.", parked.Reason);
    }

    [Fact]
    public async Task A_replay_lets_the_failed_event_and_everything_behind_it_take_effect_in_order()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fragile = new Fragile(RetryPolicy.None);
        var host = await log.Start(fragile.Subscriber);
        await log.Append(tenant, [TestLog.Happened("a", Bad), .. Enumerable.Repeat(TestLog.Happened("a"), 250)]);
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Empty(await log.Effects("fragile"));

        fragile.Fails = false;
        Assert.True(await log.InTenant(tenant, t => ParkedEvents.Replay(t, "fragile", "a", TestLog.Ct)));
        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(252, (await log.Effects("fragile")).Count);
        await log.NothingIsLostDoubledOrReordered("fragile");
        Assert.Empty(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
    }

    [Fact]
    public async Task A_skipped_event_never_takes_effect_and_those_behind_it_go_on()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fragile = new Fragile(RetryPolicy.None);
        var host = await log.Start(fragile.Subscriber);
        var bad = await log.Append(tenant, TestLog.Happened("a", Bad));
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.False(await log.InTenant(tenant, t => ParkedEvents.Skip(t, "fragile", "a", bad + 1, "wrong one", TestLog.Ct)));
        Assert.True(await log.InTenant(tenant, t => ParkedEvents.Skip(t, "fragile", "a", bad, "entered twice", TestLog.Ct)));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal((await log.Logged()).Skip(1), await log.Effects("fragile"));
        Assert.Equal("entered twice", await log.Scalar<string>("select reason from messaging.skipped_event"));
        Assert.Empty(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
    }

    [Fact]
    public async Task A_failing_event_is_retried_as_often_as_its_policy_says()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fragile = new Fragile(new RetryPolicy(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)));
        var host = await log.Start(fragile.Subscriber);

        await log.Append(tenant, TestLog.Happened("a", Bad));
        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);

        var parked = Assert.Single(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
        Assert.Equal((3, null, 2), (parked.Attempts, parked.RetryAt, parked.Waiting));
        Assert.Empty(await log.Effects("fragile"));
    }

    [Fact]
    public async Task A_retry_that_succeeds_releases_the_stream_by_itself()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fragile = new Fragile(new RetryPolicy(Enumerable.Repeat(TimeSpan.FromMilliseconds(10), 1000).ToArray()));
        var host = await log.Start(fragile.Subscriber);

        await log.Append(tenant, TestLog.Happened("a", Bad), TestLog.Happened("a"));
        await fragile.Failed.Task;
        fragile.Fails = false;
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(2, (await log.Effects("fragile")).Count);
        await log.NothingIsLostDoubledOrReordered("fragile");
    }

    [Fact]
    public async Task What_is_parked_stays_parked_when_another_host_takes_over()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fragile = new Fragile(RetryPolicy.None);
        var first = await log.Start(fragile.Subscriber);
        await log.Append(tenant, TestLog.Happened("a", Bad));
        await first.WhenQuiet(ct: TestLog.Ct);
        await first.Stop();

        fragile.Fails = false;
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"));
        var second = await log.Start(fragile.Subscriber);
        await second.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["b"], (await log.Effects("fragile")).Select(e => e.Stream));

        await log.InTenant(tenant, t => ParkedEvents.Replay(t, "fragile", "a", TestLog.Ct));
        await second.WhenQuiet(ct: TestLog.Ct);
        await log.NothingIsLostDoubledOrReordered("fragile");
    }

    [Fact]
    public async Task An_operator_cannot_reach_what_another_tenant_has_parked()
    {
        await using var log = await TestLog.Create();
        var (tenant, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        var host = await log.Start(new Fragile(RetryPolicy.None).Subscriber);
        var bad = await log.Append(tenant, TestLog.Happened("a", Bad));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Empty(await log.InTenant(other, t => ParkedEvents.List(t, ct: TestLog.Ct)));
        Assert.False(await log.InTenant(other, t => ParkedEvents.Replay(t, "fragile", "a", TestLog.Ct)));
        Assert.False(await log.InTenant(other, t => ParkedEvents.Skip(t, "fragile", "a", bad, "not mine", TestLog.Ct)));
        Assert.Single(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
    }
}
