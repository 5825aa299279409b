using System.Diagnostics;
using System.Globalization;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The directory and the loop over HTTP in one host: a search among 50,000 services for one client (goal 30 ms), and 200 partners that answer
/// 2,000 referrals: each as fast as it can and each answer twice (goal: none lost, none doubled), then each one answer a second, counted from when it should
/// have begun (goal: p99 100 ms), with some one after the other as the reference; then the report on 1,000,000 loops (goal 2 s). The organisation is
/// no sandbox, and other partners have answered before, so that the host is one that has been running.
/// </summary>
internal static class ReferralBenchmark
{
    private const int Services = 50_000;
    private const int Partners = 200;
    private const int PerPartner = 10;
    private const int Early = 40;
    private const int Searches = 200;
    private const int Loops = 1_000_000;

    // A third has ages, a third payers, two fifths an area; needs are those that ship, two for a service.
    private const string Fill = """
        with partners as (
            insert into platform.organisations (id, tenant_id, key, name, kind)
            select gen_random_uuid(), $1, 'bench-' || i, 'Partner ' || i, 'housing' from generate_series(1, $2) i returning id),
        people as (
            insert into platform.users (id, tenant_id, subject, name, organisation_id)
            select gen_random_uuid(), $1, 'bench-' || row_number() over (order by id), 'Person', id from partners returning id, tenant_id),
        roles as (insert into platform.user_roles (tenant_id, user_id, role) select tenant_id, id, 'partner' from people),
        numbered as (select id, row_number() over (order by id) as n from partners),
        services as (
            insert into referrals.services (id, tenant_id, partner, name, needs, cost, channel, age_from, age_to, payers, areas, openings, capacity_at, written_at)
            select gen_random_uuid(), $1, p.id, 'Service ' || i, array['need-' || i % 25, 'need-' || (i + 7) % 25], 'free', 'platform',
                   case when i % 3 = 0 then 18 end, case when i % 9 = 0 then 64 end,
                   case when i % 3 = 1 then array['medicaid', 'medicare'] else '{}'::text[] end,
                   case i % 5 when 0 then array['MA'] when 1 then array['021', '022'] when 2 then array['NY'] else '{}'::text[] end,
                   case when i % 4 > 0 then i % 7 end, case when i % 4 > 0 then now() - (i % 30) * interval '1 day' end, now()
            from generate_series(1, $3) i join numbered p on p.n = i % $2 + 1 returning id, needs)
        insert into referrals.service_needs (tenant_id, need, service) select $1, unnest(needs), id from services
        """;

    private const string Send = """
        insert into referrals.referrals (id, tenant_id, client, first_client, service, partner, need, priority, status, owner, drafted_at, sent_at, steps)
        select gen_random_uuid(), $1, c.client, c.client, s.id, s.partner, s.needs[1], 'routine', 'sent',
               (select id from platform.users where tenant_id = $1 order by id limit 1), now(), now(), 1
        from (select s.*, row_number() over (partition by partner order by id) as n from referrals.services s where s.tenant_id = $1) s
        cross join lateral (select gen_random_uuid() as client from generate_series(1, 1) where s.id is not null) c
        where s.n <= $2
        """;

    // The past of the partners: most answered, many closed.
    private const string Past = """
        insert into referrals.referrals (id, tenant_id, client, first_client, service, partner, need, priority, status, owner, drafted_at, sent_at,
            received_at, answered_at, accepted_at, scheduled_at, completed_at, outcome_at, reviewed_at, ended_at, end_reason, steps)
        select gen_random_uuid(), $1, c, c, s.id, s.partner, s.needs[1], 'routine', case when i % 5 < 2 then 'closed' else 'not-closed' end, s.partner,
               at, at, at, case when i % 5 < 4 then at + interval '2 days' end, case when i % 5 < 3 then at + interval '2 days' end,
               case when i % 5 < 3 then at + interval '3 days' end, case when i % 5 < 2 then at + interval '9 days' end,
               case when i % 5 < 2 then at + interval '12 days' end, case when i % 5 < 2 then at + interval '13 days' end, at + interval '13 days', 'other', 5
        from generate_series(1, $2) i
        cross join lateral (select now() - interval '20 days' - (i % 700) * interval '12 hours' as at, gen_random_uuid() as c where i > 0) t
        join (select s.*, row_number() over (order by id) as n from referrals.services s where s.tenant_id = $1) s on s.n = i % 50000 + 1
        """;

    public static async Task Run()
    {
        var host = await TestHost.Shared;
        var tenant = await TestTenant.From(plan: TenantPlan.ReadDemo().Single(p => p.CareModel == "ambulatory-intensive") with { Sandbox = false });
        var id = tenant.Tenant.Id.Value;
        await Do(host, Fill, id, Partners + Early, Services);
        await Do(host, Send, id, PerPartner);
        await Do(host, "analyze");
        await Search(tenant);
        await ReferralAnswers.Run(host, tenant, Partners);
        await Do(host, Past, id, Loops);
        await Do(host, "analyze");
        var times = new List<double>();
        foreach (var by in new[] { "ALL", "PARTNER", "NEED", "ALL" })
        {
            var watch = Stopwatch.StartNew();
            await tenant.Ask("supervisor", $"{{ loopReport(from: \"2020-01-01\", to: \"2029-12-31\", by: {by}) {{ group sent closed closureRate daysToAnswer }} }}");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        await Tell($"report on {Loops:N0} loops", times);
    }

    private static async Task Search(TestTenant tenant)
    {
        var client = (await tenant.Do("intake-worker", "registerClient", new
        {
            person = new { given = "Bea", family = "Bench", birthDate = "1970-02-03" },
            registerAsNew = true,
        }, "client { id }")).GetProperty("id").GetString();
        var times = new List<double>();
        for (var i = 0; i < Searches; i++)
        {
            var watch = Stopwatch.StartNew();
            await tenant.Ask(
                "supervisor", "query($w: ServiceFilter!) { findServices(where: $w, first: 20) { fit capacityAgeDays service { id name openings } } }",
                new { w = new { need = $"need-{i % 25}", client, postalCode = "02139", state = "MA" } });
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        await Tell($"search among {Services:N0} services for one client, over HTTP", times[(Searches / 10)..]);
    }

    internal static Task Tell(string what, List<double> times)
    {
        times.Sort();
        return Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{what}: p50 {times[times.Count / 2]:N1} ms, p99 {times[times.Count * 99 / 100]:N1} ms"));
    }

    private static async Task<object?> Do(TestHost host, string sql, params object[] values)
    {
        await using var command = host.Database.Administrator.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }
}
