using System.Diagnostics;
using System.Globalization;
using CarePlatform.Testing;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The re-check of everybody, end to end in one host: the clock strikes, batch after batch is asked of the simulated payer (a 270 written
/// and a 271 read for each person), settled with what is known, kept as a proof and told to the log. The first run finds coverage that was
/// only told; the second, a month later, finds what has changed since. The goal is 100,000 people within ten minutes.
/// </summary>
internal static class EligibilityBenchmark
{
    private const int Goal = 100_000 / 600;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // People with a name, a birth date and coverage that somebody wrote down, as after an import.
    private const string Fill = """
        with people as (
            insert into intake.clients (id, tenant_id, state, given, family, birth_date, gender, sort_name, registered_at)
            select gen_random_uuid(), $1, 'active', 'Given ' || i % 997, 'Family ' || i, date '1940-01-01' + i % 25000, case i % 2 when 0 then 'female' else 'male' end,
                'family ' || i, now() - interval '30 days'
            from generate_series(1, $2) i
            returning id, family)
        insert into intake.coverages (id, tenant_id, client, payer_name, payer_type, member_id, priority, starts_on, recorded_at, known_since)
        select gen_random_uuid(), $1, id, 'Medicaid', 'medicaid', 'M' || substr(family, 8), 1, date '2024-01-01', now() - interval '30 days', now() - interval '30 days'
        from people
        """;

    public static async Task<bool> Run(int people)
    {
        var host = await TestHost.Shared;
        var tenant = await TestTenant.From();
        await Ask(host, Fill, tenant.Tenant.Id.Value, people);
        await Ask(host, "analyze", null, null);
        var good = true;
        string[] rounds = ["first run (coverage was only told)", "second run (a month later)"];
        for (var round = 0; round < rounds.Length; round++)
        {
            var watch = Stopwatch.StartNew();
            await tenant.Do("admin", "moveClock", new { by = "P31D" }, "tenant { id }");
            var (asked, took) = await Finished(host, tenant, watch, round);
            var rate = asked / took.TotalSeconds;
            good &= rate >= Goal && asked >= people;
            var events = (long)(await Ask(host, "select count(*) from messaging.log where tenant_id = $1 and type like 'intake.%'", tenant.Tenant.Id.Value, null))!;
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{rounds[round]}: {asked:N0} people in {took.TotalSeconds:N1} s, {rate:N0} people/s; 100,000 would take {100_000 / rate / 60:N1} min (goal 10); {events:N0} events so far"));
        }

        return good;
    }

    // The run of the round is the one that began last.
    private static async Task<(int People, TimeSpan Took)> Finished(TestHost host, TestTenant tenant, Stopwatch watch, int round)
    {
        while (await Ask(host, Nth, tenant.Tenant.Id.Value, round) is not int)
        {
            await Task.Delay(Look);
        }

        var took = watch.Elapsed;
        return ((int)(await Ask(host, Nth, tenant.Tenant.Id.Value, round))!, took);
    }

    private const string Nth = """
        select people from intake.eligibility_runs where tenant_id = $1 and finished_at is not null and scope = 'caseload' order by day offset $2 limit 1
        """;

    private static async Task<object?> Ask(TestHost host, string sql, Guid? tenant, int? count)
    {
        await using var command = host.Database.Administrator.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in new object?[] { tenant, count }.OfType<object>())
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }
}
