using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class TimeToServicesTests
{
    private const string Report = """
        query($year: Int!, $by: StratumBy!) { timeToServices(year: $year, by: $by) {
          measure stratum lookedAtCount countedCount sum neverCount lateCount noBirthDateCount withinTargetShare
          times { mean median percentile90 }
          all: inquiries(of: ALL, first: 5) { nodes { id } } counted: inquiries(of: COUNTED, first: 5) { nodes { id } }
          never: inquiries(of: NEVER, first: 5) { nodes { id } } late: inquiries(of: LATE, first: 5) { nodes { id } } } }
        """;

    // The worked examples of the measure, and days across weekends, midnight and the change of the clocks.
    [Theory]
    [InlineData("2025-07-03T10:00-04:00", "2025-07-07T10:00-04:00", 1)]
    [InlineData("2025-06-30T10:00-04:00", "2025-07-15T10:00-04:00", 10)]
    [InlineData("2025-03-07T09:00-05:00", "2025-03-07T16:00-05:00", 0)]
    [InlineData("2025-03-07T09:00-05:00", "2025-03-10T16:00-04:00", 1)]
    [InlineData("2025-03-08T09:00-05:00", "2025-03-10T16:00-04:00", 1)]
    [InlineData("2025-05-01T23:59-04:00", "2025-05-02T00:01-04:00", 1)]
    [InlineData("2025-12-01T09:00-05:00", "2025-12-31T16:00-05:00", 21)]
    [InlineData("2025-12-01T09:00-05:00", "2026-01-02T16:00-05:00", 31)]
    [InlineData("2025-06-02T09:00-04:00", "2025-08-01T16:00-04:00", 42)]
    public async Task Business_days_from_the_first_contact_to_the_evaluation(string received, string start, int days)
    {
        var desk = await IntakeDesk.Open();
        var (client, inquiry) = await desk.Asks(received);
        await desk.Meets(client, inquiry, start);
        var times = (await Times(desk))["EVALUATION"];
        Assert.Equal(days, Number(times.GetProperty("sum")));
        Assert.Equal(start.StartsWith("2026", StringComparison.Ordinal) ? 1 : 0, times.GetProperty("lateCount").GetInt32());
    }

    [Theory]
    [InlineData("2025-12-01T10:00-05:00", true)]
    [InlineData("2025-12-02T10:00-05:00", false)]
    [InlineData("2024-12-31T23:59-05:00", false)]
    [InlineData("2025-01-01T00:01-05:00", true)]
    public async Task Who_asks_in_the_last_thirty_days_of_the_year_is_not_looked_at(string received, bool counts)
    {
        var desk = await IntakeDesk.Open();
        await desk.Asks(received);
        Assert.Equal(counts, (await Times(desk)).ContainsKey("EVALUATION"));
    }

    [Theory]
    [InlineData("2024-12-10T12:00-05:00", null, false)]
    [InlineData("2024-12-09T12:00-05:00", null, true)]
    [InlineData("2024-12-10T12:00-05:00", 180, true)]
    [InlineData("2024-12-12T12:00-05:00", 180, false)]
    public async Task Who_was_served_in_the_six_months_before_is_not_new(string served, int? days, bool isNew)
    {
        var desk = await IntakeDesk.Open();
        if (days is not null)
        {
            await desk.Measures(new { newClientDays = days });
        }

        var (client, _) = await desk.Asks("2025-06-10T10:00-04:00");
        await desk.WasSeen(client, served);
        Assert.Equal(isNew, (await Times(desk)).ContainsKey("EVALUATION"));
    }

    [Theory]
    [InlineData("2013-12-31", true)]
    [InlineData("2014-01-01", false)]
    public async Task The_age_on_the_last_day_of_the_year_decides(string birthDate, bool counts)
    {
        var desk = await IntakeDesk.Open();
        await desk.Asks("2025-03-03T10:00-05:00", birthDate);
        Assert.Equal(counts, (await Times(desk)).ContainsKey("EVALUATION"));
    }

    [Fact]
    public async Task The_mean_is_exact_and_every_number_opens_its_people()
    {
        var desk = await IntakeDesk.Open();
        foreach (var (received, start) in new[]
        {
            ("2025-07-03T10:00-04:00", "2025-07-07T10:00-04:00"), ("2025-06-30T10:00-04:00", "2025-07-15T10:00-04:00"),
            ("2025-03-07T09:00-05:00", "2025-03-07T16:00-05:00"),
        })
        {
            var (client, inquiry) = await desk.Asks(received);
            await desk.Meets(client, inquiry, start);
        }

        var (_, never) = await desk.Asks("2025-04-01T09:00-04:00");
        var (undated, last) = await desk.Asks("2025-04-01T09:00-04:00", birthDate: null);
        await desk.Meets(undated, last, "2025-04-10T10:00-04:00");
        var times = (await Times(desk))["EVALUATION"];
        Assert.Equal("3.67", times.GetProperty("times").GetProperty("mean").GetString());
        Assert.Equal(1, Number(times.GetProperty("times").GetProperty("median")));
        Assert.Equal(10, Number(times.GetProperty("times").GetProperty("percentile90")));
        Assert.Equal((5, 3, 1, 1), (Count(times, "lookedAtCount"), Count(times, "countedCount"), Count(times, "neverCount"), Count(times, "noBirthDateCount")));
        Assert.Equal(1, Number(times.GetProperty("withinTargetShare")));
        Assert.Equal((5, 3, 0), (Opened(times, "all").Count, Opened(times, "counted").Count, Opened(times, "late").Count));
        Assert.Equal([never], Opened(times, "never"));
    }

    [Fact]
    public async Task Saturday_to_Monday_is_one_day_or_none_as_the_tenant_counts()
    {
        var desk = await IntakeDesk.Open();
        var (client, inquiry) = await desk.Asks("2025-03-08T09:00-05:00");
        await desk.Meets(client, inquiry, "2025-03-10T16:00-04:00");
        Assert.Equal(1, Number((await Times(desk))["EVALUATION"].GetProperty("sum")));
        await desk.Measures(new { weekendStart = "STARTS_NEXT_DAY" });
        Assert.Equal(0, Number((await Times(desk))["EVALUATION"].GetProperty("sum")));
    }

    [Fact]
    public async Task The_evaluation_is_no_service_unless_the_tenant_says_so()
    {
        var desk = await IntakeDesk.Open();
        var (client, inquiry) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.Meets(client, inquiry, "2025-03-04T09:00-05:00");
        Assert.Equal(1, Count((await Times(desk))["SERVICE"], "neverCount"));
        await desk.WasSeen(client, "2025-03-06T09:00-05:00");
        Assert.Equal(3, Number((await Times(desk))["SERVICE"].GetProperty("sum")));
        await desk.Measures(new { ownSystems = new[] { "ours" } });
        Assert.Equal(1, Count((await Times(desk))["SERVICE"], "neverCount"));
        await desk.Measures(new { evaluationIsService = true });
        Assert.Equal(1, Number((await Times(desk))["SERVICE"].GetProperty("sum")));
    }

    [Fact]
    public async Task An_encounter_with_a_code_of_the_tenant_is_an_evaluation()
    {
        var desk = await IntakeDesk.Open();
        var (client, _) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.WasSeen(client, "2025-03-05T09:00-05:00", code: "assessment");
        Assert.Equal(1, Count((await Times(desk))["EVALUATION"], "neverCount"));
        await desk.Measures(new { evaluationCodes = new[] { "assessment" } });
        Assert.Equal(2, Number((await Times(desk))["EVALUATION"].GetProperty("sum")));
    }

    [Fact]
    public async Task A_crisis_counts_in_hours_until_somebody_is_there_face_to_face()
    {
        var desk = await IntakeDesk.Open();
        foreach (var start in (string[])["2025-03-08T11:30-05:00", "2025-03-09T22:00-04:00"])
        {
            var (client, inquiry) = await desk.Asks("2025-03-08T10:00-05:00", door: "CRISIS_LINE");
            await desk.Meets(client, inquiry, "2025-03-08T10:15-05:00", mode: "phone");
            await desk.Meets(client, inquiry, start, mode: "home-visit");
        }

        var times = (await Times(desk))["CRISIS"];
        // The clocks go forward in between: 1.5 and 35 hours.
        Assert.Equal((18.25m, 18.25m, 35m), (
            Number(times.GetProperty("times").GetProperty("mean")), Number(times.GetProperty("times").GetProperty("median")), Number(times.GetProperty("times").GetProperty("percentile90"))));
        await desk.Measures(new { crisisFaceToFace = false });
        Assert.Equal(0.5m, Number((await Times(desk))["CRISIS"].GetProperty("sum")));
    }

    [Theory]
    [InlineData("AGE", "adult", "youth")]
    [InlineData("PAYER", "dual", "medicaid-only", "unknown")]
    [InlineData("RACE", "unknown")]
    [InlineData("ETHNICITY", "unknown")]
    public async Task People_are_put_together_by_stratum(string by, params string[] strata)
    {
        var desk = await IntakeDesk.Open();
        await desk.IsCovered((await desk.Asks("2025-03-03T09:00-05:00", "2010-01-01")).Client, "MEDICAID");
        var dual = (await desk.Asks("2025-03-03T09:00-05:00")).Client;
        await desk.IsCovered(dual, "MEDICAID", endsOn: "2025-03-03");
        await desk.IsCovered(dual, "MEDICARE", priority: 2);
        await desk.Asks("2025-03-03T09:00-05:00");
        var groups = (await desk.Ask(Report, new { year = 2025, by })).GetProperty("timeToServices").EnumerateArray()
            .Where(g => g.GetProperty("measure").GetString() == "EVALUATION").ToList();
        Assert.Equal(strata, groups.Select(g => g.GetProperty("stratum").GetString()));
        Assert.All(groups, g => Assert.Equal(Count(g, "lookedAtCount"), Opened(g, "all").Count));
        Assert.Equal(3, groups.Sum(g => Count(g, "lookedAtCount")));
    }

    [Fact]
    public async Task Reach_applies_and_duplicates_do_not_count()
    {
        var desk = await IntakeDesk.Open();
        var (_, inquiry) = await desk.Asks("2025-03-03T09:00-05:00");
        Assert.Empty(await Times(desk, by: "own"));
        await desk.Do("resolveInquiry", new { inquiry, resolution = "DUPLICATE" }, "inquiry { id }");
        Assert.Empty(await Times(desk));
    }

    private static async Task<Dictionary<string, JsonElement>> Times(IntakeDesk desk, string by = "desk") =>
        (await desk.Ask(Report, new { year = 2025, by = "ALL" }, by)).GetProperty("timeToServices").EnumerateArray()
        .ToDictionary(t => t.GetProperty("measure").GetString()!);

    private static List<string> Opened(JsonElement times, string which) =>
        [.. times.GetProperty(which).GetProperty("nodes").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];

    private static int Count(JsonElement times, string figure) => times.GetProperty(figure).GetInt32();

    private static decimal Number(JsonElement figure) => decimal.Parse(figure.GetString()!, CultureInfo.InvariantCulture);
}
