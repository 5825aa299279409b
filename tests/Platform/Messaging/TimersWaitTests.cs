using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A timer that falls due must know what happened before: it waits for the subscribers that it comes after.</summary>
public sealed class TimersWaitTests
{
    private static readonly TimeProvider Time = TimeProvider.System;

    [Fact]
    public async Task After_downtime_a_timer_fires_behind_the_events_that_were_in_time()
    {
        await using var log = await TestLog.Create();
        var (tenant, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await log.Start(Hears(Task.CompletedTask)).ContinueWith(t => t.Result.Stop(), TestLog.Ct).Unwrap();

        // While no host runs, the work is done in time, the timer falls due, and something happens too late.
        await log.Append(tenant, TestLog.Happened("in time"));
        foreach (var whose in new[] { tenant, other })
        {
            await log.InTenant(whose, t => Schedules.Set(t, Timer("due", Time.GetUtcNow()), TestLog.Ct));
        }

        var host = await log.Start(options => Both(options, goOn.Task));
        await log.Until($"exists (select from test.effect where note = 'due' and tenant_id = '{other}')");
        Assert.Equal(0, await log.Scalar<long>($"select count(*) from test.effect where tenant_id = '{tenant}'"));

        goOn.SetResult();
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["heard", "due"], await Notes(log, tenant));
    }

    [Fact]
    public async Task A_timer_does_not_wait_for_what_happened_after_it_fell_due()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await log.Start(options => Both(options, goOn.Task));

        await log.Append(tenant, TestLog.Happened("too late"));
        await log.InTenant(tenant, t => Schedules.Set(t, Timer("due", Time.GetUtcNow() - TimeSpan.FromHours(1)), TestLog.Ct));
        await log.Until($"exists (select from test.effect where note = 'due')");

        goOn.SetResult();
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["due", "heard"], await Notes(log, tenant));
    }

    [Fact]
    public async Task A_moved_clock_makes_timers_wait_for_what_happened_before_it_was_moved()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await log.Start(options => Both(options, goOn.Task));

        await log.InTenant(tenant, t => Schedules.Set(t, Timer("tomorrow", Time.GetUtcNow() + TimeSpan.FromDays(1)), TestLog.Ct));
        await log.Append(tenant, TestLog.Happened("in time"));
        await log.InTenant(tenant, t => CarePlatform.Messaging.TenantClock.Move(t, TimeSpan.FromDays(2), TestLog.Ct));
        await log.InTenant(tenant, t => Schedules.Set(t, Timer("free", Time.GetUtcNow() - TimeSpan.FromDays(1)), TestLog.Ct));
        await log.Until("exists (select from test.effect where note = 'free')");

        goOn.SetResult();
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["free", "heard", "tomorrow"], await Notes(log, tenant));
    }

    [Fact]
    public async Task An_event_that_waits_for_an_operator_holds_up_no_timer()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(options => Both(options, Task.FromException(new InvalidOperationException("Poisoned."))));

        await log.Append(tenant, TestLog.Happened("poisoned"));
        await log.InTenant(tenant, t => Schedules.Set(t, Timer("due", Time.GetUtcNow()), TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["due"], await Notes(log, tenant));
    }

    [Fact]
    public async Task A_timer_cannot_come_after_a_subscriber_that_the_host_does_not_run()
    {
        await using var log = await TestLog.Create();
        await Assert.ThrowsAsync<InvalidOperationException>(() => log.Start(options =>
            options.Handle(new TimerHandler("due", (_, _, _) => Task.CompletedTask) { After = ["nobody"] })));
    }

    private static void Both(MessagingOptions options, Task mayHear)
    {
        options.PollInterval = TimeSpan.FromMilliseconds(100);
        options.Subscribe(Hears(mayHear)).Handle(new TimerHandler(
            "due", (message, delivery, ct) => Note(delivery, message.Key, ct))
        { After = ["hears"] });
    }

    private static Subscriber Hears(Task mayHear) => Subscriber.Each("hears", async (_, delivery, ct) =>
    {
        await mayHear.WaitAsync(ct);
        await Note(delivery, "heard", ct);
    }) with
    { Retry = RetryPolicy.None };

    private static ScheduledMessage Timer(string key, DateTimeOffset due) => new("due", key, key, due, "tests.due@1", "{}");

    private static async Task Note(Delivery delivery, string note, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into test.effect (subscriber, tenant_id, stream, position, note) values ('any', $1, 'any', 0, $2)",
            delivery.Connection, delivery.Transaction)
        {
            Parameters = { new() { Value = delivery.Tenant }, new() { Value = note } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static Task<string[]> Notes(TestLog log, Guid tenant) =>
        log.Scalar<string[]>($"select coalesce(array_agg(note order by id), '{{}}') from test.effect where tenant_id = '{tenant}'");
}
