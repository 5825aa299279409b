using System.Diagnostics;
using System.Globalization;
using CarePlatform.Testing;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The reports on what came in and on how warm it was handed over, over HTTP: 1,000,000 notices of 200 partners, and 200,000 warm handoffs of as many
/// referrals (goal 2 s each), with a count of the same rows as the reference.
/// </summary>
internal static class ReferralReportsBenchmark
{
    private const int Partners = 200;
    private const int Notices = 1_000_000;
    private const int Handoffs = 200_000;

    private const string Fill = """
        with partners as (
            insert into platform.organisations (id, tenant_id, key, name, kind)
            select gen_random_uuid(), $1, 'feed-' || i, 'Partner ' || i, 'hospital' from generate_series(1, $2) i returning id),
        services as (
            insert into referrals.services (id, tenant_id, partner, name, needs, cost, channel, written_at)
            select gen_random_uuid(), $1, id, 'Service', array['need-1'], 'free', 'platform', now() from partners returning id)
        insert into referrals.transition_feeds (id, tenant_id, partner, last_heard_at) select gen_random_uuid(), $1, id, now() from partners
        """;

    // Two notices and a half for each stay; a third of the stays is a client's, one in fifty is in doubt.
    private const string Stays = """
        insert into referrals.stays (id, tenant_id, partner, visit, match, client, status, setting, went_to, concern, part2, first_heard_at, last_heard_at)
        select gen_random_uuid(), $1, f.partner, 'V' || i, case when i % 3 = 0 then 'matched' when i % 50 = 1 then 'uncertain' else 'no-client' end,
               case when i % 3 = 0 then gen_random_uuid() end, 'ended', 'inpatient', 'home', 'other', false, now(), now()
        from generate_series(1, $2 * 2 / 5) i
        join (select partner, row_number() over (order by partner) as n from referrals.transition_feeds where tenant_id = $1) f on f.n = i % 200 + 1
        """;

    private const string Told = """
        insert into referrals.transition_notices (id, tenant_id, stay, partner, message_id, event, occurred_at, received_at, content, missing, by_partner, client, part2)
        select gen_random_uuid(), $1, s.id, s.partner, 'M' || i, case when i % 20 = 0 then 'update' when i % 2 = 0 then 'admit' else 'discharge' end,
               now() - (i % 700) * interval '12 hours' - (i % 90) * interval '1 hour', now() - (i % 700) * interval '12 hours',
               '{"person": {"given": "A", "family": "B"}}', case when i % 4 = 0 then array['disposition', 'diagnoses'] else '{}'::text[] end, true, s.client, false
        from generate_series(1, $2) i
        join (select s.*, row_number() over (order by id) as n from referrals.stays s where tenant_id = $1) s on s.n = i % ($2 * 2 / 5) + 1
        """;

    private const string Handed = """
        with sent as (
            insert into referrals.referrals (id, tenant_id, client, first_client, service, partner, need, priority, status, owner, drafted_at, sent_at, steps)
            select gen_random_uuid(), $1, c, c, s.id, s.partner, 'need-' || i % 25, 'routine', 'sent',
                   (select id from platform.users where tenant_id = $1 order by id limit 1), now(), now() - (i % 700) * interval '12 hours', 1
            from generate_series(1, $2) i cross join lateral (select gen_random_uuid() as c where i > 0) c
            join (select s.*, row_number() over (order by id) as n from referrals.services s where tenant_id = $1) s on s.n = i % 200 + 1
            returning id, sent_at),
        owed as (insert into referrals.handoff_plans (referral, tenant_id, reason, planned_at) select id, $1, 'usual', sent_at from sent)
        insert into referrals.warm_handoffs (id, tenant_id, referral, kind, way, joined, client_present, client_agreed, appointment_confirmed, details_verified,
            connected, reason, settled, happened_at, recorded_at, by_name)
        select gen_random_uuid(), $1, id, 'live', 'telephone', '[]', n % 2 = 0, true, n % 3 = 0, true, n % 5 > 0, case when n % 5 = 0 then 'no-answer' end, n % 5 > 0,
               sent_at + interval '1 hour', sent_at + interval '1 hour', 'Somebody'
        from (select id, sent_at, row_number() over () as n from sent) s
        """;

    public static async Task Run()
    {
        var host = await TestHost.Shared;
        var tenant = await TestTenant.From();
        var id = tenant.Tenant.Id.Value;
        await Do(host, Fill, id, Partners);
        await Do(host, Stays, id, Notices);
        await Do(host, Told, id, Notices);
        await Do(host, Handed, id, Handoffs);
        await Do(host, "analyze");
        await Measure(tenant, $"feedReport on {Notices:N0} notices", "{ feedReport(from: \"2020-01-01\", to: \"2029-12-31\") { partner { name } notices medianHours matched fields { field missing } } }");
        await Reference(host, "select count(*) from referrals.transition_notices where tenant_id = $1", id);
        foreach (var by in new[] { "ALL", "PARTNER", "MONTH" })
        {
            await Measure(tenant, $"warmHandoffReport on {Handoffs:N0} handoffs by {by}", $"{{ warmHandoffReport(from: \"2020-01-01\", to: \"2029-12-31\", by: {by}) {{ group handoffs live connected owed settled }} }}");
        }

        await Reference(host, "select count(*) from referrals.warm_handoffs where tenant_id = $1", id);
    }

    private static async Task Measure(TestTenant tenant, string what, string query)
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            await tenant.Ask("supervisor", query);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: best {times[0]:N0} ms, median {times[2]:N0} ms, worst {times[^1]:N0} ms"));
    }

    private static async Task Reference(TestHost host, string count, Guid tenant)
    {
        var watch = Stopwatch.StartNew();
        await Do(host, count, tenant);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  reference, a count of the same rows: {watch.Elapsed.TotalMilliseconds:N0} ms"));
    }

    private static async Task Do(TestHost host, string sql, params object[] values)
    {
        await using var command = host.Database.Administrator.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
