using System.Diagnostics;
using System.Globalization;
using CarePlatform.Intake;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The first twenty free times over 50 clinicians and 60 days, as the API finds them: in a session of the tenant, through row-level
/// security. Three schedules: half full, full but for the last days, and one clinician of the 50. The plan of the longest statement is
/// printed with <c>explain</c>.
/// </summary>
internal static class ScheduleBenchmark
{
    private const int Clinicians = 50;
    private const int Days = 60;
    private const int Rounds = 200;
    private const int Goal = 20;

    public static async Task Run(bool explain)
    {
        var host = await TestHost.Shared;
        var tenant = await TestTenant.From();
        var clinicians = await Fill(host, tenant);
        await Measure(host, tenant, "half full", clinicians: null);
        await Measure(host, tenant, "half full, one clinician", [clinicians[17]]);
        await Book(host, tenant, "true", fullUntil: Days - 3);
        await Measure(host, tenant, "full but for the last three days", clinicians: null);
        if (explain)
        {
            await Explain(host, tenant, clinicians);
        }
    }

    private static async Task Measure(TestHost host, TestTenant tenant, string name, IReadOnlyList<UserId>? clinicians)
    {
        var times = new List<double>();
        var found = 0;
        for (var round = -Rounds / 10; round < Rounds; round++)
        {
            await using var scope = host.Services.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<Session>();
            session.Begin(tenant.Tenant, Actor.System, Guid.Empty);
            session.OnlyReads = true;
            var db = scope.ServiceProvider.GetRequiredService<IntakeDb>();
            await session.OpenAsync(CancellationToken.None);
            var type = db.VisitTypes.First(v => v.Key == "return-visit");
            var now = session.Clock.GetUtcNow();
            var started = Stopwatch.GetTimestamp();
            found = (await scope.ServiceProvider.GetRequiredService<SlotSearch>().First(
                new SlotsWanted(type, now, now.AddDays(Days), Clinicians: clinicians), 20, after: null, CancellationToken.None)).Count;
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {name}: {found} found, best {times[0]:F1} ms, median {times[Rounds / 2]:F1} ms, p90 {times[Rounds * 9 / 10]:F1} ms, p99 {times[Rounds * 99 / 100]:F1} ms (goal under {Goal} ms)
            """));
    }

    // Every clinician works mornings and afternoons; half of the half hours are booked.
    private static async Task<IReadOnlyList<UserId>> Fill(TestHost host, TestTenant tenant)
    {
        await Run(host, tenant, $"""
            insert into platform.users (id, tenant_id, subject, name)
            select gen_random_uuid(), $1, 'clinician-' || n, 'Clinician ' || n from generate_series(1, {Clinicians}) n;
            """);
        await Run(host, tenant, "insert into platform.user_roles (tenant_id, user_id, role) select $1, id, 'clinician' from platform.users where tenant_id = $1 and subject like 'clinician-%'");
        await Run(host, tenant, """
            insert into intake.clinic_hours (id, tenant_id, clinician, site, weekday, from_minute, to_minute, starts_on)
            select gen_random_uuid(), $1, u.id, s.id, d.weekday, h.from_minute, h.to_minute, current_date - 1
            from platform.users u, (select id from platform.sites where tenant_id = $1 order by key limit 1) s,
                 unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) d (weekday), (values (540, 720), (780, 1020)) h (from_minute, to_minute)
            where u.tenant_id = $1 and u.subject like 'clinician-%'
            """);
        await Run(host, tenant, "insert into intake.clients (id, tenant_id, state, sort_name, registered_at, races) values (gen_random_uuid(), $1, 'active', 'x', now(), '{}')");
        await Book(host, tenant, "abs(hashtext(u.id::text || s.at::text)) % 2 = 0", Days);
        await Run(host, tenant, "analyze intake.appointments, intake.clinic_hours", hasTenant: false);
        await using var command = host.Database.Administrator.CreateCommand(
            "select id from platform.users where tenant_id = $1 and subject like 'clinician-%' order by id");
        command.Parameters.Add(new NpgsqlParameter { Value = tenant.Tenant.Id.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<UserId>();
        while (await reader.ReadAsync())
        {
            ids.Add(new UserId(reader.GetGuid(0)));
        }

        return ids;
    }

    private static Task Book(TestHost host, TestTenant tenant, string which, int fullUntil) => Run(host, tenant, $"""
        insert into intake.appointments (id, tenant_id, client, clinician, mode, starts_at, ends_at, state, booked_at)
        select gen_random_uuid(), $1, (select id from intake.clients where tenant_id = $1 limit 1), u.id, 'in-person', s.at, s.at + interval '30 minutes', 'booked', now()
        from platform.users u, generate_series(date_trunc('hour', now()), now() + interval '{fullUntil} days', '30 minutes') s (at)
        where u.tenant_id = $1 and u.subject like 'clinician%' and extract(hour from s.at at time zone 'America/New_York') between 8 and 17
          and extract(isodow from s.at at time zone 'America/New_York') < 6 and {which}
        """);

    private static async Task Explain(TestHost host, TestTenant tenant, IReadOnlyList<UserId> clinicians)
    {
        await using var connection = await host.Database.Administrator.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var role = new NpgsqlCommand($"set local role care_app; set local app.tenant = '{tenant.Tenant.Id.Value}'", connection, transaction))
        {
            await role.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand("""
            explain (analyze, costs off, timing off, summary on)
            select * from intake.free_times(
                (select array_agg(s.id order by d) from generate_series(current_date, current_date + 59, '1 day') d, (select id from platform.sites order by key limit 1) s),
                (select array_agg(d::date order by d) from generate_series(current_date, current_date + 59, '1 day') d),
                (select array_agg('America/New_York'::text) from generate_series(1, 60)),
                $1, '{}', '{}', '{}', null, null, now(), now() + interval '60 days', 30, 0, 15)
            order by starts_at, clinician, site limit 21
            """, connection, transaction)
        {
            Parameters = { new NpgsqlParameter { Value = clinicians.Select(c => c.Value).ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            await Console.Out.WriteLineAsync(reader.GetString(0));
        }
    }

    private static async Task Run(TestHost host, TestTenant tenant, string sql, bool hasTenant = true)
    {
        await using var command = host.Database.Administrator.CreateCommand(sql);
        if (hasTenant)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = tenant.Tenant.Id.Value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
