using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class EventLogTests
{
    [Fact]
    public async Task Events_of_a_transaction_that_rolls_back_never_existed()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        await using var connection = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using (var transaction = await Begin(connection, tenant))
        {
            await EventLog.Append(transaction, [TestLog.Happened("a")], TestLog.Ct);
            await transaction.RollbackAsync(TestLog.Ct);
        }

        Assert.Empty(await log.Logged());
    }

    [Fact]
    public async Task Many_events_keep_the_order_in_which_they_were_appended()
    {
        await using var log = await TestLog.Create();
        var last = await log.Append(TestLog.NewTenant(), [.. Enumerable.Range(0, 12_000).Select(i => TestLog.Happened($"{i:00000}"))]);

        var logged = await log.Logged();
        Assert.Equal(Enumerable.Range(0, 12_000).Select(i => $"{i:00000}"), logged.Select(e => e.Stream));
        Assert.Equal(last, logged[^1].Position);
    }

    [Fact]
    public async Task Readers_wait_for_a_transaction_that_drew_its_position_earlier_and_commits_later()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("records"));
        var before = await log.Append(tenant, TestLog.Happened("before"));
        await using var late = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var undone = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var slow = await Begin(late, tenant);
        await using var given = await Begin(undone, tenant);
        await EventLog.Append(slow, [TestLog.Happened("slow")], TestLog.Ct);
        await EventLog.Append(given, [TestLog.Happened("given up")], TestLog.Ct);
        var quick = await log.Append(tenant, TestLog.Happened("quick"));

        // The event that is visible already may not be read: one before it may still come.
        Assert.Equal(before, await log.Scalar<long>("select settled from messaging.horizon()"));
        await slow.CommitAsync(TestLog.Ct);
        Assert.Equal(before + 1, await log.Scalar<long>("select settled from messaging.horizon()"));
        await given.RollbackAsync(TestLog.Ct);
        Assert.Equal(quick, await log.Scalar<long>("select settled from messaging.horizon()"));

        await host.WhenQuiet(ct: TestLog.Ct);
        Assert.Equal(["before", "quick", "slow"], (await log.Effects("records")).Select(e => e.Stream).Order());
        await log.NothingIsLostDoubledOrReordered("records");
    }

    [Fact]
    public async Task A_long_transaction_that_appends_nothing_holds_up_nobody()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("records"));
        await using var connection = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var open = await Begin(connection, tenant);
        await Execute(open, "select pg_current_xact_id()");

        await log.Append(tenant, TestLog.Happened("a"));
        await host.WhenQuiet(ct: TestLog.Ct);

        Assert.Single(await log.Effects("records"));
    }

    [Fact]
    public async Task The_application_sees_and_appends_only_its_tenants_events()
    {
        await using var log = await TestLog.Create();
        var (tenant, other) = (TestLog.NewTenant(), TestLog.NewTenant());
        await log.Append(other, TestLog.Happened("secret"));

        Assert.Equal(0L, await log.InTenant(tenant, t => Execute(t, "select count(*) from messaging.log")));
        var foreign = await Assert.ThrowsAsync<PostgresException>(() => log.InTenant(tenant, t => Execute(t, $$"""
            insert into messaging.log (tenant_id, stream, type, payload, occurred_at) values ('{{other}}', 's', 't@1', '{}', now())
            """)));
        Assert.Contains("row-level security", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_tenant_nothing_can_be_appended()
    {
        await using var log = await TestLog.Create();
        await using var connection = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var transaction = await connection.BeginTransactionAsync(TestLog.Ct);

        await Assert.ThrowsAsync<PostgresException>(() => EventLog.Append(transaction, [TestLog.Happened("a")], TestLog.Ct));
    }

    [Theory]
    [InlineData("update messaging.log set type = 'changed@1'")]
    [InlineData("delete from messaging.log")]
    [InlineData("truncate messaging.log")]
    [InlineData("select count(*) from messaging.log_default")]
    [InlineData("update messaging.lane set position = 0")]
    [InlineData("select * from messaging.host")]
    [InlineData("update messaging.parked_event set position = 1")]
    [InlineData("delete from messaging.skipped_event")]
    [InlineData("select messaging.apply_retention(10)")]
    [InlineData("set local role care_relay; insert into messaging.log (tenant_id, stream, type, payload, occurred_at) values (gen_random_uuid(), 's', 't@1', '{}', now())")]
    public async Task The_application_cannot(string statement)
    {
        await using var log = await TestLog.Create();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => log.InTenant(TestLog.NewTenant(), t => Execute(t, statement)));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task Every_table_has_forced_row_level_security_or_says_why_it_is_shared()
    {
        await using var log = await TestLog.Create();
        var unguarded = await log.Scalar<string[]>("""
            select coalesce(array_agg(c.relname::text), '{}') from pg_class c
            where c.relnamespace = 'messaging'::regnamespace and c.relkind in ('r', 'p')
              and not (c.relrowsecurity and c.relforcerowsecurity) and coalesce(obj_description(c.oid), '') not like 'Shared: %'
            """);
        Assert.Empty(unguarded);
    }

    [Fact]
    public async Task Partitions_are_made_ahead_and_retention_deletes_what_every_subscriber_has_passed()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("records"));
        await log.Append(tenant, TestLog.Happened("kept"), TestLog.Happened("old", "tests.short-lived@1"));
        await host.WhenQuiet(ct: TestLog.Ct);
        await log.Append(tenant, TestLog.Happened("kept"));
        await host.WhenQuiet(ct: TestLog.Ct);
        await log.Scalar<int>("update messaging.log set appended_at = appended_at - interval '40 days' returning 1");
        await host.Stop();
        await log.Append(tenant, TestLog.Happened("not yet handled", "tests.short-lived@1"));
        await log.Scalar<int>("insert into messaging.retention values ('tests.short-lived@1', interval '1 microsecond') returning 1");

        // Somebody was too late for the fourth month: its events stay in the default partition, the fifth is made all the same.
        await log.Scalar<int>("update messaging.log set appended_at = appended_at + interval '5 months' where position = (select max(position) from messaging.log where stream = 'kept') returning 1");
        Assert.Equal(1, await log.Scalar<int>("select messaging.make_partitions(5)"));
        Assert.Equal(0, await log.Scalar<int>("select messaging.make_partitions(5)"));
        Assert.Equal(1, await log.Scalar<long>("select messaging.apply_retention(10)"));

        Assert.Equal(["kept", "kept", "not yet handled"], (await log.Logged()).Select(e => e.Stream));
    }

    [Fact]
    public async Task A_month_of_which_nothing_may_be_kept_is_dropped_whole_and_one_kept_event_keeps_it()
    {
        await using var log = await TestLog.Create();
        var tenant = TestLog.NewTenant();
        var host = await log.Start(TestLog.Recorder("records"));
        await log.Append(tenant, TestLog.Happened("january", "tests.short-lived@1"), TestLog.Happened("february", "tests.short-lived@1"), TestLog.Happened("kept"));
        await host.WhenQuiet(ct: TestLog.Ct);
        await host.Stop();
        foreach (var month in new[] { "2001_01", "2001_02" })
        {
            await log.Scalar<string>($$"""
                create table messaging.log_{{month}} (like messaging.log including defaults including generated);
                alter table messaging.log_{{month}} enable row level security;
                alter table messaging.log_{{month}} force row level security;
                alter table messaging.log_{{month}} owner to care_owner;
                alter table messaging.log attach partition messaging.log_{{month}}
                    for values from ('{{month.Replace('_', '-')}}-01Z') to ('{{(month == "2001_01" ? "2001-02" : "2001-03")}}-01Z');
                select 'made'
                """);
        }

        await log.Scalar<long>("""
            with moved as (
                update messaging.log set appended_at = case stream when 'january' then '2001-01-20Z'::timestamptz else '2001-02-20Z' end returning 1)
            select count(*) from moved
            """);
        await log.Scalar<int>("insert into messaging.retention values ('tests.short-lived@1', interval '1 year') returning 1");

        Assert.Equal(2, await log.Scalar<long>("select messaging.apply_retention(10)"));

        Assert.Equal(["kept"], (await log.Logged()).Select(e => e.Stream));
        Assert.Equal(["log_2001_02"], await log.Scalar<string[]>("select array_agg(relname::text) from pg_class where relkind = 'r' and relname ~ '^log_2001'"));
    }

    [Fact]
    public async Task A_tenant_keeps_its_events_as_long_as_it_has_chosen_and_nobody_elses()
    {
        await using var log = await TestLog.Create();
        var (brief, long_, silent) = (TestLog.NewTenant(), TestLog.NewTenant(), TestLog.NewTenant());
        var host = await log.Start(TestLog.Recorder("records"));
        foreach (var (tenant, stream) in new[] { (brief, "brief"), (long_, "long"), (silent, "silent") })
        {
            await log.Append(tenant, TestLog.Happened(stream, "tests.shared@1"), TestLog.Happened($"{stream}-own", "tests.own@1"));
        }

        await host.WhenQuiet(ct: TestLog.Ct);
        await host.Stop();
        await log.Scalar<int>("update messaging.log set appended_at = appended_at - interval '40 days' returning 1");
        await log.Scalar<int>("insert into messaging.retention values ('tests.shared@1', interval '30 days') returning 1");
        await log.InTenant(brief, t => EventRetention.Set(t, "tests.own@1", TimeSpan.FromDays(10), TestLog.Ct));
        await log.InTenant(long_, t => EventRetention.Set(t, "tests.shared@1", keep: null, TestLog.Ct));
        await log.InTenant(silent, t => EventRetention.Set(t, "tests.own@1", TimeSpan.FromDays(1), TestLog.Ct));
        await log.InTenant(silent, t => EventRetention.Lift(t, "tests.own@1", TestLog.Ct));

        Assert.Equal(3, await log.Scalar<long>("select messaging.apply_retention(10)"));

        Assert.Equal(["long", "long-own", "silent-own"], (await log.Logged()).Select(e => e.Stream).Order());
        Assert.Equal(
            [new EventRetention("tests.own@1", TimeSpan.FromDays(10), IsOwn: true), new EventRetention("tests.shared@1", TimeSpan.FromDays(30), IsOwn: false)],
            await log.InTenant(brief, t => EventRetention.List(t.Connection!, TestLog.Ct)));
    }

    private static async Task<NpgsqlTransaction> Begin(NpgsqlConnection connection, Guid tenant)
    {
        var transaction = await connection.BeginTransactionAsync(TestLog.Ct);
        await TestLog.Enter(transaction, tenant);
        return transaction;
    }

    private static async Task<object?> Execute(NpgsqlTransaction transaction, string sql)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(TestLog.Ct);
    }
}
