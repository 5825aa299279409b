using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>The measure in one statement against a walk from day to day, person by person.</summary>
public sealed class TimeToServicesPropertyTests
{
    private const int People = 40;
    private const int Tenants = 3;

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly DateOnly YearEnd = new(2025, 12, 31);

    // The federal holidays of 2025 on the days on which they were kept.
    private static readonly DateOnly[] Holidays =
    [
        new(2025, 1, 1), new(2025, 1, 20), new(2025, 2, 17), new(2025, 5, 26), new(2025, 6, 19), new(2025, 7, 4), new(2025, 9, 1),
        new(2025, 10, 13), new(2025, 11, 11), new(2025, 11, 27), new(2025, 12, 25),
    ];

    private static readonly Gen<Sample> Somebody =
        from born in Gen.Choose(0, 7_000)
        from minute in Gen.Choose(-20, 380).Select(day => day * 1440)
        from offset in Gen.Choose(0, 1439)
        from door in Gen.Elements("CALL", "CRISIS_LINE", "WEB")
        from count in Gen.Choose(0, 3)
        from visits in Gen.Choose(0, 90 * 1440).ListOf(count)
        from before in Gen.Choose(-260, -1)
        from known in Gen.Elements(true, false)
        select new Sample(
            new DateOnly(1998, 1, 1).AddDays(born), door, CareFacts.Instant("2025-01-01T00:00Z").AddMinutes(minute + offset),
            [.. visits], known ? before * 1440 : null);

    [Fact]
    public async Task The_statement_agrees_with_a_walk_from_day_to_day()
    {
        foreach (var (people, i) in Somebody.ListOf(People).Sample(Tenants).Select((p, i) => (p, i)))
        {
            var desk = await IntakeDesk.Open();
            await Write(desk, people);
            foreach (var rules in (AccessRules[])
            [
                AccessRules.Usual,
                AccessRules.Usual with { WeekendStart = WeekendStart.StartsNextDay, NewClientDays = 180, LeftOutDays = 31, EvaluationIsService = true, CrisisNewClientsOnly = true },
            ])
            {
                await desk.Measures(new
                {
                    weekendStart = rules.WeekendStart is WeekendStart.StartsNextDay ? "STARTS_NEXT_DAY" : "COUNTS_NEXT_DAY",
                    newClientDays = rules.NewClientDays,
                    leftOutDays = rules.LeftOutDays,
                    evaluationIsService = rules.EvaluationIsService,
                    crisisNewClientsOnly = rules.CrisisNewClientsOnly,
                });
                var answer = await desk.Ask("{ timeToServices(year: 2025, by: ALL) { measure countedCount sum neverCount lateCount times { median percentile90 } } }");
                Assert.Equal(Walk(people, rules), answer.GetProperty("timeToServices").EnumerateArray().Select(Line));
            }
        }
    }

    private static IEnumerable<string> Walk(IReadOnlyList<Sample> people, AccessRules rules)
    {
        var (evaluations, services, crises) = (new List<decimal?>(), new List<decimal?>(), new List<decimal?>());
        var late = (Evaluations: 0, Services: 0);
        foreach (var person in people.Where(p => p.Born <= YearEnd.AddYears(-12)))
        {
            var day = Day(person.Asked);
            var isNew = !(person.Before is { } minutes && Day(person.Asked.AddMinutes(minutes)) is var before && before < day
                && before >= (rules.NewClientDays is { } days ? day.AddDays(-days) : day.AddMonths(-6)));
            if (day.Year != 2025)
            {
                continue;
            }

            if (person.Door == "CRISIS_LINE" && (isNew || !rules.CrisisNewClientsOnly))
            {
                crises.Add(person.Visits.Count == 0 ? null : Math.Round(person.Visits.Min() / 60m, 2, MidpointRounding.AwayFromZero));
            }

            if (!isNew || day > YearEnd.AddDays(-rules.LeftOutDays))
            {
                continue;
            }

            var visits = person.Visits.Order().Select(v => Day(person.Asked.AddMinutes(v))).ToList();
            DateOnly? evaluation = visits.Count > 0 ? visits[0] : null;
            DateOnly? service = rules.EvaluationIsService ? evaluation : visits.Count > 1 ? visits[1] : null;
            evaluations.Add(Days(day, evaluation, rules));
            services.Add(Days(day, service, rules));
            late = (late.Evaluations + (evaluation > YearEnd ? 1 : 0), late.Services + (service > YearEnd ? 1 : 0));
        }

        return new[] { ("CRISIS", crises, 0), ("EVALUATION", evaluations, late.Evaluations), ("SERVICE", services, late.Services) }
            .Where(m => m.Item2.Count > 0).Select(m => Line(m.Item1, m.Item2, m.Item3));
    }

    private static decimal? Days(DateOnly from, DateOnly? to, AccessRules rules)
    {
        if (to is null)
        {
            return null;
        }

        if (to > YearEnd)
        {
            return rules.LateDays;
        }

        var days = 0;
        var begin = from;
        while (rules.WeekendStart is WeekendStart.StartsNextDay && begin < to && !Open(begin))
        {
            begin = begin.AddDays(1);
        }

        for (var day = begin.AddDays(1); day <= to; day = day.AddDays(1))
        {
            days += Open(day) ? 1 : 0;
        }

        return days;
    }

    private static bool Open(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day);

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, NewYork).DateTime);

    private static string Line(string measure, List<decimal?> values, int late)
    {
        var known = values.OfType<decimal>().Order().ToList();
        var (sum, median, most) = known.Count == 0 ? ((decimal?)null, (decimal?)null, (decimal?)null) : (
            known.Sum(), (known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2, known[(int)Math.Ceiling(known.Count * 0.9m) - 1]);
        return Line(measure, known.Count, values.Count - known.Count, late, sum, median, most);
    }

    private static string Line(JsonElement times) => Line(
        times.GetProperty("measure").GetString()!, times.GetProperty("countedCount").GetInt32(), times.GetProperty("neverCount").GetInt32(),
        times.GetProperty("lateCount").GetInt32(), Number(times.GetProperty("sum")),
        times.GetProperty("times") is { ValueKind: JsonValueKind.Object } spread ? Number(spread.GetProperty("median")) : null,
        times.GetProperty("times") is { ValueKind: JsonValueKind.Object } most ? Number(most.GetProperty("percentile90")) : null);

    private static string Line(string measure, int counted, int never, int late, decimal? sum, decimal? median, decimal? most) =>
        string.Create(CultureInfo.InvariantCulture, $"{measure} {counted} {never} {late} {sum:0.###} {median:0.###} {most:0.###}");

    private static decimal? Number(JsonElement figure) => figure.ValueKind is JsonValueKind.Null ? null : decimal.Parse(figure.GetString()!, CultureInfo.InvariantCulture);

    private static async Task Write(IntakeDesk desk, IReadOnlyList<Sample> people)
    {
        foreach (var person in people)
        {
            var client = CareFacts.Key<ClientId>(await desk.Register("Maria", "Reyes", person.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            await desk.Rows(
                """
                with inquiry as (
                    insert into intake.inquiries (id, tenant_id, client, status, door, received_at, team, asker_relation)
                    values (gen_random_uuid(), $1, $2, 'received', $3, $4, gen_random_uuid(), 'self') returning id
                ), visits as (
                    insert into intake.appointments (id, tenant_id, client, inquiry, clinician, mode, starts_at, ends_at, state, booked_at)
                    select gen_random_uuid(), $1, $2, inquiry.id, gen_random_uuid(), 'in-person', v, v + interval '30 minutes', 'booked', $4
                    from inquiry, unnest($5) as v
                )
                insert into intake.encounters (id, tenant_id, client, source_system, external_id, class, starts_at, local_date)
                select gen_random_uuid(), $1, $2, 'ehr', gen_random_uuid()::text, 'AMB', b, (b at time zone 'America/New_York')::date from unnest($6) as b
                """,
                client, person.Door.ToLowerInvariant().Replace('_', '-'), person.Asked,
                person.Visits.Select(v => person.Asked.AddMinutes(v)).ToArray(),
                person.Before is { } before ? new[] { person.Asked.AddMinutes(before) } : Array.Empty<DateTimeOffset>());
        }
    }

    /// <summary>Somebody who asks for help.</summary>
    /// <param name="Visits">Minutes from the request to each visit.</param>
    /// <param name="Before">Minutes, negative, to a visit before the request.</param>
    private sealed record Sample(DateOnly Born, string Door, DateTimeOffset Asked, IReadOnlyList<int> Visits, int? Before);
}
