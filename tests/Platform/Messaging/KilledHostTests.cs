using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A host is killed at every point between append and effect; another one then does what is left, and only that.</summary>
public sealed class KilledHostTests
{
    private const string Fails = "tests.fails@1";
    private const string Committing = "at commit, after update of position on messaging.lane";

    /// <summary>A lease that nobody waits for: the tests let it expire.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("taking its lanes", "after update of holder on messaging.lane")]
    [InlineData("holding its lanes, before it reads anything", "table messaging.parked_stream")]
    [InlineData("reading a batch", "table messaging.log")]
    [InlineData("in the handler, before the effect", "table test.effect")]
    [InlineData("in the handler, after the effect", "after insert on test.effect")]
    [InlineData("before its position is written", "before update of position on messaging.lane")]
    [InlineData("after its position is written", "after update of position on messaging.lane")]
    [InlineData("while it commits", Committing)]
    public async Task Killed_while_it_handles_events(string point, string where)
    {
        await using var log = await TestLog.Create();
        var tenant = await Appended(log, "tests.happened@1");

        await Kill(log, point, where);

        await EverythingTakesEffectOnce(log, tenant);
    }

    [Theory]
    [InlineData("before the failure is noted", "before insert on messaging.parked_stream")]
    [InlineData("after the failure is noted", "after insert on messaging.parked_event")]
    [InlineData("while it commits that the stream waits", "at commit, after insert on messaging.parked_event")]
    [InlineData("before a retried event is done with", "before delete on messaging.parked_event")]
    [InlineData("before its stream goes on", "before delete on messaging.parked_stream")]
    [InlineData("while it commits a retry", "at commit, after delete on messaging.parked_event")]
    public async Task Killed_while_an_event_fails_or_is_retried(string point, string where)
    {
        await using var log = await TestLog.Create();
        var tenant = await Appended(log, Fails);

        await Kill(log, point, where);

        await EverythingTakesEffectOnce(log, tenant);
    }

    [Theory]
    [InlineData("claiming what is due", "before delete on messaging.schedule")]
    [InlineData("in the handler, before the effect", "table test.effect")]
    [InlineData("in the handler, after the effect", "after insert on test.effect")]
    [InlineData("before it proves that the lane is its own", "before update of position on messaging.lane")]
    [InlineData("after it has proved that", "after update of position on messaging.lane")]
    [InlineData("while it commits", Committing)]
    public async Task Killed_while_it_handles_due_messages(string point, string where)
    {
        await using var log = await TestLog.Create();
        await Scheduled(log, "tests.due@1");

        await Kill(log, point, where);

        await EveryMessageIsHandledOnce(log);
    }

    [Theory]
    [InlineData("before the failure is noted", "before update of attempts on messaging.schedule")]
    [InlineData("after the failure is noted", "after update of attempts on messaging.schedule")]
    [InlineData("while it commits that the message waits", "at commit, after update of attempts on messaging.schedule")]
    public async Task Killed_while_a_due_message_fails(string point, string where)
    {
        await using var log = await TestLog.Create();
        await Scheduled(log, Fails);

        await Kill(log, point, where);

        await EveryMessageIsHandledOnce(log);
    }

    [Fact]
    public async Task Killed_after_its_commit_and_before_it_hears_of_it()
    {
        await using var log = await TestLog.Create();
        var tenant = await Appended(log, "tests.happened@1");
        await using (var trap = await Trap.Set(log, Committing))
        await using (var host = await HostProcess.Start(log, Lease))
        {
            await trap.Catches();
            await host.Freeze();
            await trap.Open();
            await log.Until("exists (select from test.effect)");
            await host.Kill();
        }

        await EverythingTakesEffectOnce(log, tenant);
    }

    [Fact]
    public async Task Killed_after_the_commit_of_due_messages_and_before_it_hears_of_it()
    {
        await using var log = await TestLog.Create();
        await Scheduled(log, "tests.due@1");
        await using (var trap = await Trap.Set(log, Committing))
        await using (var host = await HostProcess.Start(log, Lease))
        {
            await trap.Catches();
            await host.Freeze();
            await trap.Open();
            await log.Until("exists (select from test.effect)");
            await host.Kill();
        }

        await EveryMessageIsHandledOnce(log);
    }

    [Fact]
    public async Task Killed_after_it_has_appended_and_before_it_commits()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        await using (var host = await HostProcess.Start(log, Lease))
        {
            await host.Append(tenant, "a");
            await log.Append(tenant, TestLog.Happened("a"));
            Assert.Equal(0, await log.Scalar<long>("select settled from messaging.horizon()"));
            await host.Kill();
        }

        await EverythingTakesEffectOnce(log, tenant);
        Assert.Equal(5, (await log.Logged()).Count);
        Assert.Equal(0, await log.Scalar<long>("select count(*) from test.effect where subscriber = 'timer'"));
    }

    [Fact]
    public async Task Killed_after_the_commit_of_what_it_appended_and_before_anybody_hears_of_it()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        await using (var trap = await Trap.Set(log, "at commit, after insert on messaging.log"))
        await using (var host = await HostProcess.Start(log, Lease))
        {
            await host.Append(tenant, "a");
            await host.Continue();
            await trap.Catches();
            await host.Freeze();
            await trap.Open();
            await log.Until("exists (select from messaging.log)");
            Assert.Equal(0, await log.Scalar<long>("select count(*) from test.effect"));
            await host.Kill();
        }

        await EverythingTakesEffectOnce(log, tenant);
        Assert.Equal(["a"], await log.Scalar<string[]>("select array_agg(note) from test.effect where subscriber = 'timer'"));
    }

    [Fact]
    public async Task Killed_before_it_hears_of_what_another_has_appended()
    {
        await using var log = await TestLog.Create();
        Guid tenant;
        await using (var host = await HostProcess.Start(log, Lease))
        {
            await log.Until("not exists (select from messaging.lane where holder is null)");
            await host.Freeze();
            tenant = await Appended(log, "tests.happened@1");
            await host.Kill();
        }

        await EverythingTakesEffectOnce(log, tenant);
    }

    private static async Task<Guid> Appended(TestLog log, string type)
    {
        var tenant = TestLog.NewTenant();
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b", type), TestLog.Happened("b"), TestLog.Happened("a"));
        return tenant;
    }

    private static Task Scheduled(TestLog log, string type)
    {
        var due = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);
        return log.InTenant(TestLog.NewTenant(), t => Schedules.Set(
            t,
            [.. Enumerable.Range(0, 5).Select(i => new ScheduledMessage(
                "records", $"{i}", "one", due.AddSeconds(i), i == 2 ? type : "tests.due@1", "{}"))],
            TestLog.Ct));
    }

    private static async Task Kill(TestLog log, string point, string where)
    {
        await using var trap = await Trap.Set(log, where);
        await using var host = await HostProcess.Start(log, Lease);
        TestContext.Current.SendDiagnosticMessage("It is killed {0}.", point);
        await trap.Catches();
        await host.Kill();
    }

    /// <summary>Another host takes over, and the streams go on.</summary>
    private static async Task EverythingTakesEffectOnce(TestLog log, Guid tenant)
    {
        var survivor = await Survivor(log);
        await log.Append(tenant, TestLog.Happened("a"), TestLog.Happened("b"));
        await log.Append(tenant, TestLog.Happened("b"), TestLog.Happened("c"));
        await survivor.WhenQuiet(ct: TestLog.Ct);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    private static async Task EveryMessageIsHandledOnce(TestLog log)
    {
        var survivor = await Survivor(log);
        await survivor.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["0", "1", "2", "3", "4"], await log.Scalar<string[]>("select array_agg(note order by id) from test.effect"));
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.schedule"));
    }

    private static async Task<LogHost> Survivor(TestLog log)
    {
        await log.Scalar<long>("""
            with lease as (update messaging.lane set expires_at = now() - interval '1 second' where holder is not null),
                host as (delete from messaging.host)
            select 1::bigint
            """);
        return await log.Start(
            o => o.Subscribe(TestLog.Recorder("records") with { Start = StartAt.Beginning })
                .Handle(new TimerHandler("records", async (message, delivery, ct) =>
                {
                    await using var command = new NpgsqlCommand(
                        "insert into test.effect (subscriber, tenant_id, stream, position, note) values ('timer', $1, $2, 0, $3)",
                        delivery.Connection, delivery.Transaction)
                    {
                        Parameters = { new() { Value = delivery.Tenant }, new() { Value = message.Stream }, new() { Value = message.Key } },
                    };
                    await command.ExecuteNonQueryAsync(ct);
                })),
            Lease);
    }
}
