using System.Collections.Concurrent;
using CarePlatform.Messaging;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SubscriberTests
{
    [Fact]
    public async Task An_event_takes_effect_under_its_tenant_with_everything_it_was_appended_with()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        LoggedEvent? heard = null;
        string? acting = null;
        var host = await log.Start(Subscriber.Each("hears", async (logged, delivery, ct) =>
        {
            heard = logged;
            await using var command = new Npgsql.NpgsqlCommand(
                "select current_user || ' ' || current_setting('app.tenant')", delivery.Connection, delivery.Transaction);
            acting = (string?)await command.ExecuteScalarAsync(ct);
        }));
        var correlation = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var sent = TestLog.Happened("client-1", "intake.client-registered@1", """{"name": "x"}""") with
        {
            Actor = "staff:7",
            Correlation = correlation,
            OccurredAt = new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)),
        };

        var position = await log.Append(tenant, sent);
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal($"care_app {tenant}", acting);
        Assert.NotNull(heard);
        Assert.Equal(
            (position, tenant, "client-1", "intake.client-registered@1", "staff:7", correlation, null, sent.OccurredAt),
            (heard.Position, heard.Tenant, heard.Stream, heard.Type, heard.Actor, heard.Correlation, heard.Causation, heard.OccurredAt));
        Assert.Equal("x", heard.Read<Dictionary<string, string>>()["name"]);
    }

    [Fact]
    public async Task Events_of_many_streams_take_effect_once_each_and_in_order_within_their_stream()
    {
        await using var log = await TestLog.Create();
        var host = await log.Start(TestLog.Recorder("records"));
        var tenants = new[] { TestLog.NewTenant(), TestLog.NewTenant() };

        await Parallel.ForAsync(0, 60, TestLog.Ct, async (i, _) =>
            await log.Append(tenants[i % 2], [.. Enumerable.Range(0, 20).Select(n => TestLog.Happened($"stream-{(i + n) % 7}"))]));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(1200, (await log.Effects("records")).Count);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task An_event_whose_announcement_was_lost_is_found_by_polling()
    {
        await using var log = await TestLog.Create();
        var host = await log.Start(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(50);
            options.Subscribe(TestLog.Recorder("records"));
        });
        await host.WhenQuiet(ct: TestLog.Ct);
        await using (var mute = log.Superuser.CreateCommand("alter table messaging.log disable trigger announce_append"))
        {
            await mute.ExecuteNonQueryAsync(TestLog.Ct);
        }

        await log.Append(TestLog.NewTenant(), TestLog.Happened("a"));
        await log.Until("exists (select from test.effect)");

        Assert.Single(await log.Effects("records"));
    }

    [Fact]
    public async Task A_lane_that_cannot_keep_up_reads_for_itself_and_misses_nothing()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(options =>
        {
            options.QueueCapacity = 2;
            options.Subscribe(TestLog.Recorder("slow") with { Lanes = 2, BatchSize = 3 });
        });

        await Parallel.ForAsync(0, 100, TestLog.Ct, async (i, _) =>
            await log.Append(tenant, [.. Enumerable.Range(0, 1 + (i % 9)).Select(n => TestLog.Happened($"s{n}"))]));
        await host.WhenQuiet(ct: TestLog.Ct);

        await log.NothingIsLostDoubledOrReordered("slow");
    }

    [Fact]
    public async Task A_subscriber_hears_only_the_types_it_asks_for()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("picky", "tests.wanted@1"));

        await log.Append(tenant, TestLog.Happened("a", "tests.unwanted@1"), TestLog.Happened("a", "tests.wanted@1"));
        await host.WhenQuiet(ct: TestLog.Ct);

        var wanted = Assert.Single(await log.Effects("picky"));
        Assert.Equal((await log.Logged())[1], wanted);
    }

    [Fact]
    public async Task A_new_subscriber_starts_from_the_beginning_or_from_now()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"));

        var host = await log.Start(
            TestLog.Recorder("from-beginning") with { Start = StartAt.Beginning }, TestLog.Recorder("from-now") with { Start = StartAt.Now });
        await log.Append(tenant, TestLog.Happened("c"));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["a", "b", "c"], (await log.Effects("from-beginning")).Select(e => e.Stream).Order());
        Assert.Equal(["c"], (await log.Effects("from-now")).Select(e => e.Stream));
    }

    [Fact]
    public async Task What_an_effect_appends_names_its_cause_and_takes_effect_too()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var heard = new ConcurrentDictionary<string, LoggedEvent>();
        var correlation = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var host = await log.Start(
            Subscriber.Each("answers", (logged, delivery, ct) =>
                delivery.Append(logged, [TestLog.Happened("answer", "tests.answered@1")], ct), "tests.asked@1"),
            Subscriber.Each("listens", (logged, _, _) =>
            {
                heard[logged.Type] = logged;
                return Task.CompletedTask;
            }));

        await log.Append(tenant, TestLog.Happened("question", "tests.asked@1") with { Correlation = correlation });
        await host.WhenQuiet(tenant, TestLog.Ct);

        Assert.Equal(heard["tests.asked@1"].Position, heard["tests.answered@1"].Causation);
        Assert.Equal(correlation, heard["tests.answered@1"].Correlation);
    }

    [Fact]
    public async Task A_set_based_subscriber_takes_the_events_of_one_tenant_at_a_time()
    {
        await using var log = await TestLog.Create();
        var batches = new ConcurrentBag<IReadOnlyList<LoggedEvent>>();
        var (one, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        await log.Append(one, [.. Enumerable.Range(0, 30).Select(i => TestLog.Happened($"s{i % 3}"))]);
        await log.Append(other, [.. Enumerable.Range(0, 30).Select(i => TestLog.Happened($"s{i % 3}"))]);
        var host = await log.Start(Subscriber.Many("projects", (events, delivery, _) =>
        {
            Assert.All(events, e => Assert.Equal(delivery.Tenant, e.Tenant));
            batches.Add(events);
            return Task.CompletedTask;
        }) with
        { Start = StartAt.Beginning });

        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(60, batches.Sum(b => b.Count));
        Assert.InRange(batches.Count, 2, 12);
    }
}
