using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What goes wrong around a host that stays alive: connections, clocks, transactions of others, a server short of room.</summary>
public sealed class DisturbanceTests
{
    [Fact]
    public async Task A_host_whose_listening_connection_is_cut_hears_again_by_itself()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(o =>
        {
            o.PollInterval = TimeSpan.FromMilliseconds(50);
            o.Subscribe(TestLog.Recorder("records"));
        });
        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);

        for (var round = 0; round < 3; round++)
        {
            // It is the only session that neither works in a transaction nor is at rest in the pool: it asks for the horizon.
            await log.Until("""
                (select count(pg_terminate_backend(pid)) = 1 from pg_stat_activity
                 where datname = current_database() and usename = 'care_app' and query like 'select settled, last from%')
                """);
            await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"));
            await host.WhenQuiet(ct: TestLog.Ct);
        }

        Assert.Equal(7, (await log.Effects("records")).Count);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task An_open_transaction_that_has_appended_holds_back_what_follows_it_and_nothing_else()
    {
        await using var log = await TestLog.Create();
        var (slow, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        var lease = TimeSpan.FromMilliseconds(300);
        var host = await log.Start(
            o => o.Subscribe(TestLog.Recorder("records"))
                .Handle(new TimerHandler("ring", async (message, delivery, ct) =>
                {
                    await using var command = new NpgsqlCommand(
                        "insert into test.effect (subscriber, tenant_id, stream, position) values ('ring', $1, $2, 0)",
                        delivery.Connection, delivery.Transaction)
                    {
                        Parameters = { new() { Value = delivery.Tenant }, new() { Value = message.Stream } },
                    };
                    await command.ExecuteNonQueryAsync(ct);
                })),
            lease);
        var before = await log.Append(other, TestLog.Happened("before"));
        await using var connection = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var open = await connection.BeginTransactionAsync(TestLog.Ct);
        await TestLog.Enter(open, slow);
        await EventLog.Append(open, [TestLog.Happened("open")], TestLog.Ct);

        // Many times the span after which a lease, a poll or a wait that depended on it would have run out.
        await log.Until($"(select min(expires_at) > now() + interval '{lease.TotalMilliseconds / 2:0} milliseconds' from messaging.lane)");
        for (var i = 0; i < 10; i++)
        {
            await log.Append(other, TestLog.Happened("after"), TestLog.Happened("behind"));
            await log.InTenant(other, t => Schedules.Set(
                t, new ScheduledMessage("ring", $"{i}", "bell", TimeProvider.System.GetUtcNow(), "tests.due@1", "{}"), TestLog.Ct));
            await log.Until($"(select count(*) > {i} from test.effect where subscriber = 'ring')");
            var renewed = await log.Scalar<DateTime>("select max(expires_at) from messaging.lane");
            await log.Until($"(select min(expires_at) > '{renewed:O}' from messaging.lane)");
        }

        Assert.Equal(before, await log.Scalar<long>("select settled from messaging.horizon()"));
        Assert.Equal([(other, "before", before)], await log.Effects("records"));
        Assert.Equal(8 + 8, await log.Scalar<long>("select sum(epoch)::bigint from messaging.lane"));

        await open.CommitAsync(TestLog.Ct);
        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(22, (await log.Effects("records")).Count);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task Whoever_appends_and_is_never_heard_of_again_holds_back_the_log_for_a_limited_time()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("records"));
        await log.Scalar<int>("""
            do $$ begin execute format('alter database %I set messaging.idle_after_append = %L', current_database(), '200ms'); end $$; select 1
            """);
        await using var lost = NpgsqlDataSource.Create(log.Application + ";Pooling=false");
        await using var connection = await lost.OpenConnectionAsync(TestLog.Ct);
        await using var transaction = await connection.BeginTransactionAsync(TestLog.Ct);
        await TestLog.Enter(transaction, tenant);
        await EventLog.Append(transaction, [TestLog.Happened("never")], TestLog.Ct);

        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(["a"], (await log.Effects("records")).Select(e => e.Stream));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(TestLog.Ct));
        await log.NothingIsLostDoubledOrReordered("records");
        Assert.Equal("0", await log.InTenant(tenant, async t =>
        {
            await using var timeout = new NpgsqlCommand("show idle_in_transaction_session_timeout", t.Connection, t);
            return (string)(await timeout.ExecuteScalarAsync(TestLog.Ct))!;
        }));
    }

    [Fact]
    public async Task Hosts_whose_clocks_are_an_hour_wrong_share_the_work_like_any_other()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var lease = TimeSpan.FromMinutes(20);
        await using var ahead = await HostProcess.Start(log, lease, wrong: TimeSpan.FromHours(1));
        await using var behind = await HostProcess.Start(log, lease, wrong: TimeSpan.FromHours(-1));
        var host = await log.Start(o => o.Subscribe(TestLog.Recorder("records") with { Start = StartAt.Beginning }), lease);
        await log.Until("""
            (select array_agg(n order by n) from (
                select count(*) n from messaging.lane where subscriber = 'records' and holder is not null group by holder) h) = '{2,3,3}'
            """);
        var holders = await log.Scalar<string>(Holders);

        // Every host renews now, and sees the leases and messages of the others by its own clock if it goes by that.
        var renewed = await log.Scalar<DateTime>("select clock_timestamp()");
        await log.Scalar<string>("select pg_notify('messaging', 'lanes')::text");
        await log.Until($"(select min(expires_at) > '{renewed:O}'::timestamptz + interval '{lease.TotalSeconds:0} seconds' from messaging.lane)");
        var now = TimeProvider.System.GetUtcNow();
        await log.InTenant(tenant, t => Schedules.Set(
            t, [.. Enumerable.Range(0, 20).Select(i => Message($"now {i}", now)), .. Enumerable.Range(0, 20).Select(i => Message($"later {i}", now.AddMinutes(30)))],
            TestLog.Ct));
        await log.Append(tenant, [.. Enumerable.Range(0, 400).Select(i => TestLog.Happened($"s{i % 50}"))]);
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(holders, await log.Scalar<string>(Holders));
        await log.NothingIsLostDoubledOrReordered("records");
        await log.Until("(select count(*) = 20 from messaging.schedule)");
        Assert.Equal(20, await log.Scalar<long>("select count(*) from test.effect where subscriber = 'timer' and note like 'now %'"));
        Assert.Equal(20, await log.Scalar<long>("select count(*) from messaging.schedule where key like 'later %'"));

        static ScheduledMessage Message(string key, DateTimeOffset due) => new("records", key, key, due, "tests.due@1", "{}");
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull)]
    [InlineData(PostgresErrorCodes.TooManyConnections)]
    [InlineData(PostgresErrorCodes.IoError)]
    public async Task While_the_server_is_in_trouble_its_lanes_wait_and_no_event_is_parked_for_it(string trouble)
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var troubles = 10;
        async Task Fail(Delivery delivery, CancellationToken ct)
        {
            if (Interlocked.Decrement(ref troubles) >= 0)
            {
                await using var command = new NpgsqlCommand(
                    $"do $$ begin raise exception 'The server is in trouble.' using errcode = '{trouble}'; end $$",
                    delivery.Connection, delivery.Transaction);
                await command.ExecuteNonQueryAsync(ct);
            }
        }

        var rang = 0;
        var host = await log.Start(o =>
        {
            o.PollInterval = TimeSpan.FromMilliseconds(5);
            o.Subscribe(Subscriber.Each("records", async (logged, delivery, ct) =>
            {
                await TestLog.Record("records", logged, delivery, ct);
                await Fail(delivery, ct);
            }) with
            { Retry = RetryPolicy.None, Lanes = 1 });
            o.Handle(new TimerHandler("ring", async (_, delivery, ct) =>
            {
                await Fail(delivery, ct);
                Interlocked.Increment(ref rang);
            }) with
            { Retry = RetryPolicy.None });
        });
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("a"), TestLog.Happened("b"));
        await host.WhenQuiet(ct: TestLog.Ct);
        troubles = 10;
        await log.InTenant(tenant, t => Schedules.Set(
            t, new ScheduledMessage("ring", "one", "one", TimeProvider.System.GetUtcNow(), "tests.due@1", "{}"), TestLog.Ct));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Equal(1, rang);
        Assert.Empty(await log.InTenant(tenant, t => ParkedEvents.List(t, ct: TestLog.Ct)));
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task What_waits_because_of_the_server_is_not_passed_by_when_idle_lanes_write_their_positions()
    {
        await using var log = await TestLog.Create();
        var troubles = 0;
        var tenant = TestLog.NewTenant();
        NewEvent[] some = [.. Enumerable.Range(0, 20).Select(i => TestLog.Happened($"s{i}"))];
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await log.Start(o =>
        {
            o.PollInterval = TimeSpan.FromMilliseconds(500);
            o.Subscribe(Subscriber.Each("records", async (logged, delivery, ct) =>
            {
                await TestLog.Record("records", logged, delivery, ct);
                if (Interlocked.Decrement(ref troubles) >= 0)
                {
                    failed.TrySetResult();
                    throw new PostgresException("The disk is full.", "ERROR", "ERROR", PostgresErrorCodes.DiskFull);
                }
            }) with
            { Retry = RetryPolicy.None });
        });
        for (var round = 0; round < 3; round++)
        {
            await log.Append(tenant, some);
            await host.WhenQuiet(ct: TestLog.Ct);
        }

        Volatile.Write(ref troubles, 30);
        await log.Append(tenant, some);
        await failed.Task.WaitAsync(TestLog.Ct);

        // It asks for the positions of idle lanes again and again, while the lane waits for better times.
        await host.WhenQuiet(ct: TestLog.Ct);

        await log.NothingIsLostDoubledOrReordered("records");
    }

    private const string Holders =
        "select string_agg(subscriber || lane || holder::text || epoch, ' ' order by subscriber, lane) from messaging.lane where subscriber = 'records'";
}
