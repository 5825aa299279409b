using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Tenants take turns: one that has much to deliver cannot keep the others waiting.</summary>
public sealed class FairnessTests
{
    private const int Batch = 5;

    [Fact]
    public async Task A_quiet_tenant_waits_for_a_few_events_of_a_noisy_one_and_not_for_all_of_them()
    {
        await using var log = await TestLog.Create();
        var (noisy, quiet) = (TestLog.NewTenant(), TestLog.NewTenant());
        await log.Append(noisy, [.. Enumerable.Range(0, 1_000).Select(i => TestLog.Happened($"s{i % 20}"))]);
        await log.Append(quiet, [.. Enumerable.Range(0, 3).Select(i => TestLog.Happened($"s{i}"))]);

        var host = await log.Start(OneLane("records"));
        await host.WhenQuiet(ct: TestLog.Ct);

        var order = (await log.Effects("records")).Select(e => e.Tenant).ToList();
        Assert.InRange(order.LastIndexOf(quiet), 2, 10 * Batch);
        await log.NothingIsLostDoubledOrReordered("records");
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.detour"));
    }

    [Fact]
    public async Task Several_noisy_tenants_get_one_batch_in_turn()
    {
        await using var log = await TestLog.Create();
        var tenants = Enumerable.Range(0, 4).Select(_ => TestLog.NewTenant()).ToList();
        foreach (var tenant in tenants)
        {
            await log.Append(tenant, [.. Enumerable.Range(0, 600).Select(i => TestLog.Happened($"s{i % 20}"))]);
        }

        var host = await log.Start(OneLane("records"));
        await host.WhenQuiet(ct: TestLog.Ct);

        // When the first tenant is through, each of the others is nearly so.
        var order = (await log.Effects("records")).Select(e => e.Tenant).ToList();
        var first = tenants.Min(order.LastIndexOf);
        Assert.All(tenants, t => Assert.InRange(order.Take(first + 1).Count(o => o == t), 500, 600));
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task A_tenant_that_has_caught_up_joins_the_lane_again_while_everybody_goes_on_appending()
    {
        await using var log = await TestLog.Create();
        var tenants = Enumerable.Range(0, 3).Select(_ => TestLog.NewTenant()).ToList();
        var host = await log.Start(OneLane("records"));
        await Parallel.ForAsync(0, 90, TestLog.Ct, async (i, _) =>
            await log.Append(tenants[i % 3], [.. Enumerable.Range(0, 1 + (i % 3 * i)).Select(n => TestLog.Happened($"s{n % 7}"))]));
        await host.WhenQuiet(ct: TestLog.Ct);
        await log.Append(tenants[2], TestLog.Happened("last"));
        await host.WhenQuiet(ct: TestLog.Ct);

        await log.NothingIsLostDoubledOrReordered("records");
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.detour"));
    }

    [Fact]
    public async Task A_detour_goes_on_where_it_was_when_another_host_takes_over()
    {
        await using var log = await TestLog.Create();
        var (noisy, quiet) = (TestLog.NewTenant(), TestLog.NewTenant());
        await log.Append(noisy, [.. Enumerable.Range(0, 400).Select(i => TestLog.Happened($"s{i % 20}"))]);
        await log.Append(quiet, TestLog.Happened("a"));
        var halfWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        var first = await log.Start(OneLane("records", () =>
        {
            if (Interlocked.Increment(ref handled) == 200)
            {
                halfWay.SetResult();
            }
        }));
        await halfWay.Task.WaitAsync(TestLog.Ct);
        await first.Stop();
        Assert.Equal(1, await log.Scalar<long>($"select count(*) from messaging.detour where tenant_id = '{noisy}'"));

        await log.Append(noisy, TestLog.Happened("s1"), TestLog.Happened("s2"));
        var second = await log.Start(OneLane("records"));
        await second.WhenQuiet(ct: TestLog.Ct);

        await log.NothingIsLostDoubledOrReordered("records");
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.detour"));
    }

    [Fact]
    public async Task A_poisoned_event_of_a_noisy_tenant_parks_its_stream_and_the_rest_goes_on()
    {
        await using var log = await TestLog.Create();
        var (noisy, quiet) = (TestLog.NewTenant(), TestLog.NewTenant());
        var bad = await log.Append(
            noisy, [.. Enumerable.Range(0, 101).Select(i => TestLog.Happened($"s{i % 20}", i == 100 ? "tests.bad@1" : "tests.happened@1"))]);
        await log.Append(noisy, [.. Enumerable.Range(0, 200).Select(i => TestLog.Happened($"s{i % 20}"))]);
        await log.Append(quiet, TestLog.Happened("a"));
        var fails = true;
        var host = await log.Start(Subscriber.Each("records", async (logged, delivery, ct) =>
        {
            await TestLog.Record("records", logged, delivery, ct);
            if (logged.Type == "tests.bad@1" && Volatile.Read(ref fails))
            {
                throw new InvalidOperationException("Poisoned.");
            }
        }) with
        { Lanes = 1, BatchSize = Batch, Start = StartAt.Beginning, Retry = RetryPolicy.None });
        await host.WhenQuiet(ct: TestLog.Ct);

        var parked = Assert.Single(await log.InTenant(noisy, t => ParkedEvents.List(t, ct: TestLog.Ct)));
        Assert.Equal((bad, 11), (parked.Position, parked.Waiting));

        Volatile.Write(ref fails, false);
        await log.InTenant(noisy, t => ParkedEvents.Replay(t, "records", parked.Stream, TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task When_thousands_are_due_each_tenant_gets_its_share_of_every_batch()
    {
        await using var log = await TestLog.Create();
        var (noisy, quiet) = (TestLog.NewTenant(), TestLog.NewTenant());
        var due = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        ScheduledMessage Due(string key, TimeSpan after) => new("any", key, key, due + after, "tests.due@1", "{}");
        await log.InTenant(noisy, t => Schedules.Set(t, [.. Enumerable.Range(0, 16_000).Select(i => Due($"{i}", TimeSpan.Zero))], TestLog.Ct));
        await log.InTenant(quiet, t => Schedules.Set(t, [.. Enumerable.Range(0, 8).Select(i => Due($"{i}", TimeSpan.FromMinutes(1)))], TestLog.Ct));

        var lanes = await LanesOfTimers(log);
        var order = new System.Collections.Concurrent.ConcurrentQueue<(Guid Tenant, string Key)>();
        var batch = 0;
        var host = await log.Start(options =>
        {
            batch = options.TimerBatchSize;
            options.Handle(TimerHandler.Many("any", (messages, delivery, ct) =>
            {
                foreach (var message in messages)
                {
                    Assert.Equal("any", message.Name);
                    order.Enqueue((delivery.Tenant, message.Key));
                }

                return Task.CompletedTask;
            }));
        });
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(16_008, order.Count);
        Assert.All(order.GroupBy(fired => lanes[fired]).Where(lane => lane.Any(fired => fired.Tenant == quiet)), lane =>
        {
            // Some two thousand wait in each lane, all due before: two batches at most may go first.
            Assert.InRange(lane.Select(fired => fired.Tenant).ToList().LastIndexOf(quiet), 0, 2 * batch);
        });
    }

    // Lanes go on side by side at any speed; a tenant's share is one of a lane.
    private static async Task<Dictionary<(Guid Tenant, string Key), int>> LanesOfTimers(TestLog log)
    {
        await using var command = log.Superuser.CreateCommand("select tenant_id, key, slot % $1 from messaging.schedule");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ScheduleLane.Lanes });
        await using var row = await command.ExecuteReaderAsync(TestLog.Ct);
        var lanes = new Dictionary<(Guid, string), int>();
        while (await row.ReadAsync(TestLog.Ct))
        {
            lanes.Add((row.GetGuid(0), row.GetString(1)), row.GetInt32(2));
        }

        return lanes;
    }

    private static Subscriber OneLane(string name, Action? handled = null) => Subscriber.Each(name, async (logged, delivery, ct) =>
    {
        await TestLog.Record(name, logged, delivery, ct);
        handled?.Invoke();
    }) with
    { Lanes = 1, BatchSize = Batch, Start = StartAt.Beginning };
}
