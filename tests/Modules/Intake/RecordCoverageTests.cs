using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordCoverageTests
{
    [Fact]
    public async Task Several_payers_are_listed_in_order_on_a_day()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await Record(desk, client, "Guardian", "COMMERCIAL", "2025-01-01", "2025-06-30", priority: 2);
        await Record(desk, client, "Medicaid", "MEDICAID", "2025-01-01", null, priority: 1);
        await Record(desk, client, "Later", "MEDICARE", "2025-09-01", null, priority: 1);
        Assert.Equal(["Medicaid", "Guardian"], await On(desk, client, "2025-06-30"));
        Assert.Equal(["Medicaid"], await On(desk, client, "2025-07-01"));
        Assert.Equal("intake.coverage-recorded@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task Gaps_are_what_no_payer_covers()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await Record(desk, client, "Medicaid", "MEDICAID", "2025-01-01", "2025-02-28", priority: 1);
        await Record(desk, client, "Medicaid", "MEDICAID", "2025-04-01", null, priority: 1);
        var answer = await desk.Ask(
            """query($id: ID!) { coverageGaps(client: $id, from: "2024-12-15", to: "2025-12-31") { from to } }""", new { id = client });
        Assert.Equal(
            ["2024-12-15..2024-12-31", "2025-03-01..2025-03-31"],
            answer.GetProperty("coverageGaps").EnumerateArray().Select(g => $"{g.GetProperty("from")}..{g.GetProperty("to")}"));
    }

    [Fact]
    public async Task A_span_that_ends_before_it_starts_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("InvalidInput", await desk.Refusal("recordCoverage", Input(client, "Medicaid", "MEDICAID", "2025-02-01", "2025-01-31", 1), "coverage { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("recordCoverage", Input(client, "Medicaid", "MEDICAID", "2025-02-01", null, 0), "coverage { id }"));
    }

    internal static Task<JsonElement> Record(
        IntakeDesk desk, string client, string payerName, string payerType, string startsOn, string? endsOn, int priority) =>
        desk.Do("recordCoverage", Input(client, payerName, payerType, startsOn, endsOn, priority), "coverage { id version }");

    private static object Input(string client, string payerName, string payerType, string startsOn, string? endsOn, int priority) =>
        new { client, payerName, payerType, startsOn, endsOn, priority };

    private static async Task<IEnumerable<string?>> On(IntakeDesk desk, string client, string asOf) =>
        (await desk.Ask("query($id: ID!, $day: Date!) { coveragesOn(client: $id, asOf: $day) { payerName } }", new { id = client, day = asOf }))
            .GetProperty("coveragesOn").EnumerateArray().Select(c => c.GetProperty("payerName").GetString());
}

public sealed class EndCoverageTests
{
    [Fact]
    public async Task Coverage_ends_on_its_last_day_with_the_reason()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var coverage = (await RecordCoverageTests.Record(desk, client, "Medicaid", "MEDICAID", "2025-01-01", null, 1)).GetProperty("id").GetString();
        var ended = await desk.Do(
            "endCoverage", new { coverage, lastDay = "2025-08-31", reason = "renewal missed", expectedVersion = 1 }, "coverage { endsOn endReason version }");
        Assert.Equal("2025-08-31", ended.GetProperty("endsOn").GetString());
        Assert.Equal("renewal missed", ended.GetProperty("endReason").GetString());
        Assert.Equal(2, ended.GetProperty("version").GetInt32());
        Assert.Equal("intake.coverage-ended@1", (await desk.Events())[^1].Type);
        Assert.Equal("VersionConflict", await desk.Refusal("endCoverage", new { coverage, lastDay = "2025-09-30", expectedVersion = 1 }, "coverage { id }"));
    }

    [Fact]
    public async Task It_does_not_end_before_it_started_and_not_for_a_stranger()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var coverage = (await RecordCoverageTests.Record(desk, client, "Medicaid", "MEDICAID", "2025-01-01", null, 1)).GetProperty("id").GetString();
        Assert.Equal("InvalidInput", await desk.Refusal("endCoverage", new { coverage, lastDay = "2024-12-31" }, "coverage { id }"));
        Assert.Equal("NotFound", await desk.Refusal("endCoverage", new { coverage, lastDay = "2025-12-31" }, "coverage { id }", by: "own"));
    }
}
