using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class IntakeChecksTests
{
    [Fact]
    public async Task Whoever_is_covered_and_asks_for_help_is_asked_about_at_once()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "N-1", "INACTIVE");
        var inquiry = await desk.Receive(client);
        await desk.Tenant.Quiet();
        var check = Assert.Single(await Checks(desk, client));
        Assert.Equal(("INTAKE", "INACTIVE", "N-1"), Told(check));
        Assert.Equal(inquiry, check.GetProperty("inquiry").GetProperty("id").GetString());
        Assert.Contains("intake.coverage-lapsed@1", (await desk.Events()).Select(e => e.Type));
    }

    [Fact]
    public async Task The_payer_that_is_told_while_somebody_is_taken_in_is_asked_at_once_and_each_number_once_a_day()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Vera", "Member", "1988-04-04", "617-555-0190");
        await desk.Receive(client);
        await desk.Tenant.Quiet();
        Assert.Empty(await Checks(desk, client));
        foreach (var number in new[] { "N-2", "N-3", "N-8" })
        {
            await desk.Do("simulateEligibility", new { memberId = number, scenario = "ACTIVE" }, "eligibilitySimulation { id }", by: "admin");
        }

        await Cover(desk, client, "N-2", "2025-01-01");
        await Cover(desk, client, "N-2", "2026-02-01");
        await Cover(desk, client, "N-3", "2026-03-01");
        Assert.Equal([("INTAKE", "ACTIVE", "N-3"), ("INTAKE", "ACTIVE", "N-2")], (await Checks(desk, client)).Select(Told));

        // A number that is told later is the right one, although its coverage began before.
        await Cover(desk, client, "N-8", "2025-06-01");
        Assert.Equal(("INTAKE", "ACTIVE", "N-8"), Told((await Checks(desk, client))[0]));
    }

    [Fact]
    public async Task Coverage_of_somebody_who_asks_for_nothing_waits_for_its_turn_and_what_ended_long_ago_or_nobody_can_ask_is_left_alone()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "N-4", "ACTIVE");
        Assert.Empty(await Checks(desk, client));
        var insured = await desk.Register("Otto", "Elsewhere", "1979-04-04", "617-555-0191");
        await desk.Do("recordCoverage", new { client = insured, payerName = "Acme Health", payerType = "COMMERCIAL", startsOn = "2025-01-01", memberId = "N-5" }, "coverage { id }");
        await desk.Do(
            "recordCoverage", new { client = insured, payerName = "State Medicaid", payerType = "MEDICAID", startsOn = "2020-01-01", endsOn = "2020-12-31", memberId = "N-7" },
            "coverage { id }");
        await desk.Receive(insured);
        await desk.Tenant.Quiet();
        Assert.Empty(await Checks(desk, insured));
    }

    [Fact]
    public async Task A_payer_that_does_not_answer_at_intake_is_work_and_the_inquiry_stands()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "N-6", "UNREACHABLE");
        var inquiry = await desk.Receive(client);
        await desk.Tenant.Quiet();
        Assert.Equal("UNREACHABLE", Assert.Single(await Checks(desk, client)).GetProperty("outcome").GetString());
        Assert.Contains("intake.check-failed@1", (await desk.Events()).Select(e => e.Type));
        Assert.Equal("RECEIVED", (await desk.Ask("query($i: ID!) { inquiry(id: $i) { status } }", new { i = inquiry })).GetProperty("inquiry").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_scenario_for_a_number_in_small_letters_holds_for_every_later_check()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "sim-Sofia", "RENEWAL_SOON");
        await desk.Do("checkEligibility", new { client }, "eligibilityResult { client { id } }");
        await desk.Do("simulateEligibility", new { memberId = "SIM-sofia", scenario = "INACTIVE" }, "eligibilitySimulation { id }", by: "admin");
        await desk.Do("checkEligibility", new { client }, "eligibilityResult { client { id } }");
        Assert.Equal(["INACTIVE", "ACTIVE"], (await Checks(desk, client)).Select(c => c.GetProperty("outcome").GetString()));
        Assert.Single(await desk.Rows("select 1 from intake.eligibility_simulations where tenant_id = $1"));
    }

    [Fact]
    public async Task Whoever_has_no_hand_in_coverage_sees_the_payers_and_how_the_nights_went_and_no_check()
    {
        var desk = await IntakeDesk.Open();
        var seen = await desk.Ask("query { eligibilityPayers { key } eligibilityRuns { nodes { id } } }", new { }, by: "reader");
        Assert.Equal("medicaid", Assert.Single(seen.GetProperty("eligibilityPayers").EnumerateArray()).GetProperty("key").GetString());
    }

    private static (string?, string?, string?) Told(JsonElement check) =>
        (check.GetProperty("reason").GetString(), check.GetProperty("outcome").GetString(), check.GetProperty("memberId").GetString());

    private static async Task<List<JsonElement>> Checks(IntakeDesk desk, string client) =>
        [.. (await desk.Ask("query($c: ID!) { eligibilityChecks(client: $c, first: 9) { nodes { reason outcome memberId inquiry { id } appointment { id } } } }", new { c = client }))
            .GetProperty("eligibilityChecks").GetProperty("nodes").EnumerateArray()];

    private static async Task<string> Member(IntakeDesk desk, string number, string scenario)
    {
        await desk.Do("simulateEligibility", new { memberId = number, scenario }, "eligibilitySimulation { id }", by: "admin");
        var client = await desk.Register("Vera", $"Member{number}", "1988-04-04", "617-555-0190");
        await Cover(desk, client, number, "2025-01-01");
        return client;
    }

    private static async Task Cover(IntakeDesk desk, string client, string number, string from)
    {
        await desk.Do(
            "recordCoverage", new { client, payerName = "State Medicaid", payerType = "MEDICAID", startsOn = from, memberId = number, pending = from != "2025-01-01" }, "coverage { id }");
        await desk.Tenant.Quiet();
    }
}
