using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ScheduleTests
{
    private const string Name = "tests.reminder";

    private static readonly TimeProvider Time = TimeProvider.System;

    [Fact]
    public async Task A_due_message_is_handled_once_and_a_later_one_is_not()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(options => options.Handle(Recorder()));

        await log.InTenant(tenant, t => Schedules.Set(t, [Due("now", TimeSpan.Zero), Due("tomorrow", TimeSpan.FromDays(1))], TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["now"], await Fired(log));
        Assert.Equal("tomorrow", await log.Scalar<string>("select key from messaging.schedule"));
    }

    [Fact]
    public async Task A_message_fires_by_itself_at_its_time()
    {
        await using var log = await TestLog.Create();
        var fired = new TaskCompletionSource<ScheduledMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        await log.Start(options => options.Handle(new TimerHandler(Name, (message, _, _) =>
        {
            fired.TrySetResult(message);
            return Task.CompletedTask;
        })));

        var due = Due("soon", TimeSpan.FromMilliseconds(300));
        await log.InTenant(TestLog.NewTenant(), t => Schedules.Set(t, due, TestLog.Ct));

        var message = await fired.Task.WaitAsync(TestLog.Ct);
        Assert.True(Time.GetUtcNow() >= message.DueAt);
        Assert.Equal(("soon", "soon", "reminder"), (message.Key, message.Stream, message.Read<Dictionary<string, string>>()["kind"]));
    }

    [Fact]
    public async Task Scheduling_again_moves_the_message_and_cancelling_removes_it()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(options => options.Handle(Recorder()));

        await log.InTenant(tenant, t => Schedules.Set(t, [Due("moved", TimeSpan.FromDays(1)), Due("cancelled", TimeSpan.FromDays(1))], TestLog.Ct));
        await log.InTenant(tenant, t => Schedules.Set(t, Due("moved", TimeSpan.Zero), TestLog.Ct));
        Assert.True(await log.InTenant(tenant, t => Schedules.Cancel(t, Name, "cancelled", TestLog.Ct)));
        Assert.False(await log.InTenant(tenant, t => Schedules.Cancel(t, Name, "cancelled", TestLog.Ct)));
        await log.InTenant(tenant, t => CarePlatform.Messaging.TenantClock.Move(t, TimeSpan.FromDays(2), TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["moved"], await Fired(log));
    }

    [Fact]
    public async Task A_message_that_is_rolled_back_was_never_scheduled()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(options => options.Handle(Recorder()));
        await using (var connection = await log.Source.OpenConnectionAsync(TestLog.Ct))
        await using (var transaction = await connection.BeginTransactionAsync(TestLog.Ct))
        {
            await TestLog.Enter(transaction, tenant);
            await Schedules.Set(transaction, Due("undone", TimeSpan.Zero), TestLog.Ct);
            await transaction.RollbackAsync(TestLog.Ct);
        }

        await log.InTenant(tenant, t => Schedules.Set(t, Due("done", TimeSpan.Zero), TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["done"], await Fired(log));
    }

    [Fact]
    public async Task Moving_a_tenants_clock_fires_what_becomes_due_in_due_order_and_leaves_other_tenants_alone()
    {
        await using var log = await TestLog.Create();
        var (sandbox, real) = (TestLog.NewTenant(), TestLog.NewTenant());
        var host = await log.Start(options => options.Handle(Recorder()));
        foreach (var tenant in new[] { sandbox, real })
        {
            await log.InTenant(tenant, t => Schedules.Set(
                t, [.. Enumerable.Range(1, 30).Reverse().Select(day => Due($"day {day:00}", TimeSpan.FromDays(day)) with { Stream = "one" })], TestLog.Ct));
        }

        await log.InTenant(sandbox, t => CarePlatform.Messaging.TenantClock.Move(t, TimeSpan.FromDays(20.5), TestLog.Ct));
        await host.WhenQuiet(sandbox, TestLog.Ct);

        Assert.Equal(Enumerable.Range(1, 20).Select(day => $"day {day:00}"), await Fired(log));
        Assert.Equal(TimeSpan.FromDays(20.5), await log.InTenant(sandbox, t => CarePlatform.Messaging.TenantClock.Ahead(t, TestLog.Ct)));
        Assert.Equal(TimeSpan.Zero, await log.InTenant(real, t => CarePlatform.Messaging.TenantClock.Ahead(t, TestLog.Ct)));

        // What is scheduled from now on counts from the tenant's own time.
        await log.InTenant(sandbox, t => Schedules.Set(t, Due("in the tenant's past", TimeSpan.FromDays(20)), TestLog.Ct));
        await host.WhenQuiet(sandbox, TestLog.Ct);
        Assert.Equal("in the tenant's past", (await Fired(log))[^1]);
    }

    [Fact]
    public async Task A_handler_can_schedule_its_own_message_again_and_append_events()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var start = Time.GetUtcNow() - TimeSpan.FromDays(3.5);
        var host = await log.Start(options => options
            .Subscribe(TestLog.Recorder("records"))
            .Handle(new TimerHandler(Name, async (message, delivery, ct) =>
            {
                await EventLog.Append(delivery.Transaction, [TestLog.Happened(message.Stream)], ct);
                await Schedules.Set(delivery.Transaction, message with { DueAt = message.DueAt + TimeSpan.FromDays(1) }, ct);
            })));

        await log.InTenant(tenant, t => Schedules.Set(t, Due("daily", TimeSpan.Zero) with { DueAt = start }, TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(4, (await log.Effects("records")).Count);
        Assert.Equal(1, await log.Scalar<long>("select count(*) from messaging.schedule"));
    }

    [Fact]
    public async Task A_failing_message_is_retried_then_parked_and_its_stream_waits()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var fails = true;
        var attempts = 0;
        var host = await log.Start(options => options.Handle(new TimerHandler(Name, async (message, delivery, ct) =>
        {
            await Record(message, delivery, ct);
            if (message.Key == "bad" && Volatile.Read(ref fails))
            {
                attempts++;
                throw new InvalidOperationException("The letter has no address.");
            }
        })
        { Retry = new RetryPolicy(TimeSpan.FromMilliseconds(20)) }));

        await log.InTenant(tenant, t => Schedules.Set(
            t,
            [
                Due("bad", TimeSpan.FromMinutes(-3)) with { Stream = "one" }, Due("behind", TimeSpan.FromMinutes(-2)) with { Stream = "one" },
                .. Enumerable.Range(0, 20).Select(i => Due($"free {i}", TimeSpan.FromMinutes(-1))),
            ], TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"free {i}").Order(), (await Fired(log)).Order());
        var parked = Assert.Single(await log.InTenant(tenant, t => ParkedMessages.List(t, ct: TestLog.Ct)));
        Assert.Equal(("bad", 2, "InvalidOperationException: The letter has no address."), (parked.Key, parked.Attempts, parked.Reason));

        Volatile.Write(ref fails, false);
        Assert.True(await log.InTenant(tenant, t => ParkedMessages.Replay(t, Name, "bad", TestLog.Ct)));
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["bad", "behind"], (await Fired(log))[20..]);
    }

    [Fact]
    public async Task Cancelling_a_parked_message_lets_its_stream_go_on()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(options => options.Handle(new TimerHandler(Name, (message, delivery, ct) =>
            message.Key == "bad" ? throw new InvalidOperationException("Never works.") : Record(message, delivery, ct))
        { Retry = RetryPolicy.None }));
        await log.InTenant(tenant, t => Schedules.Set(
            t,
            [
                Due("bad", TimeSpan.FromMinutes(-3)) with { Stream = "one" }, Due("behind", TimeSpan.FromMinutes(-2)) with { Stream = "one" },
            ],
            TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Empty(await Fired(log));

        Assert.True(await log.InTenant(tenant, t => Schedules.Cancel(t, Name, "bad", TestLog.Ct)));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["behind"], await Fired(log));
    }

    [Fact]
    public async Task A_message_that_is_being_changed_holds_up_those_behind_it_and_nobody_else()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var neighbour = await log.Scalar<string>($"""
            select s from (select 'stream ' || i as s from generate_series(1, 1000) i) n
            where hashtextextended(s, uuid_hash_extended('{tenant}', 0)) & 7 = hashtextextended('one', uuid_hash_extended('{tenant}', 0)) & 7 limit 1
            """);
        await log.InTenant(tenant, t => Schedules.Set(
            t,
            [
                Due("first", TimeSpan.FromMinutes(-3)) with { Stream = "one" }, Due("second", TimeSpan.FromMinutes(-2)) with { Stream = "one" },
                Due("neighbour", TimeSpan.FromMinutes(-1)) with { Stream = neighbour },
            ],
            TestLog.Ct));
        await using var connection = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var changing = await connection.BeginTransactionAsync(TestLog.Ct);
        await TestLog.Enter(changing, tenant);
        await Schedules.Cancel(changing, Name, "first", TestLog.Ct);

        // Nobody announces that a transaction was rolled back: polling finds out.
        var host = await log.Start(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(50);
            options.Handle(Recorder());
        });
        await log.Until("exists (select from test.effect where note = 'neighbour')");
        Assert.Equal(["neighbour"], await Fired(log));

        await changing.RollbackAsync(TestLog.Ct);
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["neighbour", "first", "second"], await Fired(log));
    }

    [Fact]
    public async Task Two_hosts_handle_each_message_exactly_once_and_in_order_within_its_stream()
    {
        await using var log = await TestLog.Create();
        var tenants = Enumerable.Range(0, 4).Select(_ => TestLog.NewTenant()).ToList();
        var first = await log.Start(options => options.Handle(Recorder()));
        await log.Start(options => options.Handle(Recorder()));

        foreach (var tenant in tenants)
        {
            await log.InTenant(tenant, t => Schedules.Set(
                t, [.. Enumerable.Range(0, 500).Select(i => Due($"{i:000}", TimeSpan.FromHours(1) + TimeSpan.FromSeconds(i)) with { Stream = $"{tenant} {i % 10}" })],
                TestLog.Ct));
        }

        await Task.WhenAll(tenants.Select(tenant => log.InTenant(tenant, t => CarePlatform.Messaging.TenantClock.Move(t, TimeSpan.FromHours(2), TestLog.Ct))));
        await first.WhenQuiet(ct: TestLog.Ct);

        await using var command = log.Superuser.CreateCommand("select stream, string_agg(note, ',' order by id) from test.effect group by stream");
        await using var row = await command.ExecuteReaderAsync(TestLog.Ct);
        var streams = 0;
        for (; await row.ReadAsync(TestLog.Ct); streams++)
        {
            var stream = row.GetString(0);
            var start = int.Parse(stream[^1..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(string.Join(',', Enumerable.Range(0, 50).Select(i => $"{(i * 10) + start:000}")), row.GetString(1));
        }

        Assert.Equal(40, streams);
    }

    private static ScheduledMessage Due(string key, TimeSpan after) =>
        new(Name, key, key, Time.GetUtcNow() + after, "tests.reminded@1", """{"kind": "reminder"}""");

    private static TimerHandler Recorder() => new(Name, Record);

    private static async Task Record(ScheduledMessage message, Delivery delivery, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into test.effect (subscriber, tenant_id, stream, position, note) values ($1, $2, $3, 0, $4)",
            delivery.Connection, delivery.Transaction)
        {
            Parameters = { new() { Value = Name }, new() { Value = delivery.Tenant }, new() { Value = message.Stream }, new() { Value = message.Key } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<string>> Fired(TestLog log)
    {
        await using var command = log.Superuser.CreateCommand("select note from test.effect order by id");
        await using var row = await command.ExecuteReaderAsync(TestLog.Ct);
        var fired = new List<string>();
        while (await row.ReadAsync(TestLog.Ct))
        {
            fired.Add(row.GetString(0));
        }

        return fired;
    }
}
