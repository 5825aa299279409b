using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class CheckEligibilityTests
{
    private const string Thing = """
        eligibilityResult { client { id } checks { id outcome reason memberId problem rejections { code reason whatToDo } benefits { information }
            spans { payerType managedCarePlan from to } rawRequest rawAnswer } }
        """;

    [Fact]
    public async Task An_active_member_is_covered_with_the_proof_and_the_raw_answer()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-1", "ACTIVE");
        var check = (await Check(desk, client, "INTAKE"))[0];
        Assert.Equal(("ACTIVE", "INTAKE", "M-1"), (check.GetProperty("outcome").GetString(), check.GetProperty("reason").GetString(), check.GetProperty("memberId").GetString()));
        Assert.StartsWith("ISA*00*", check.GetProperty("rawRequest").GetString(), StringComparison.Ordinal);
        Assert.Contains("EB*1**30*MC", check.GetProperty("rawAnswer").GetString(), StringComparison.Ordinal);
        var covered = await Covered(desk, client);
        Assert.Equal(check.GetProperty("id").GetString(), Assert.Single(covered).GetProperty("verifiedBy").GetProperty("id").GetString());
        Assert.Contains("intake.coverage-confirmed@1", (await desk.Events()).Select(e => e.Type));
    }

    [Fact]
    public async Task A_lapse_ends_the_coverage_and_what_was_known_before_can_still_be_seen()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-2", "ACTIVE");
        await Check(desk, client);
        var then = await Now(desk);
        await desk.Do("simulateEligibility", new { memberId = "M-2", scenario = "INACTIVE" }, "eligibilitySimulation { id }", by: "admin");
        Assert.Equal("INACTIVE", (await Check(desk, client))[0].GetProperty("outcome").GetString());
        Assert.Empty(await Covered(desk, client));
        var before = await desk.Ask(
            "query($id: ID!, $at: DateTime!) { coveragesOn(client: $id, knownAt: $at) { payerType } }", new { id = client, at = then });
        Assert.Single(before.GetProperty("coveragesOn").EnumerateArray());
        var lapse = (await desk.Events()).Single(e => e.Type == "intake.coverage-lapsed@1");
        Assert.True(lapse.Payload.GetProperty("gap").GetBoolean());
    }

    [Fact]
    public async Task Whoever_checks_in_is_asked_about_at_once_and_only_once_that_day()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-8", "ACTIVE");
        var now = DateTimeOffset.Parse(await Now(desk), System.Globalization.CultureInfo.InvariantCulture);
        // To the middle of a day, so that it is the same day a little later.
        var noon = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(17), TimeSpan.Zero);
        await desk.Tenant.Forward(noon - now);
        foreach (var clinician in new[] { "clinician", "clinician-2" })
        {
            var booked = await desk.Do("bookAppointment", new { client, with = await desk.User(clinician), start = noon.AddHours(1), minutes = 30 }, "appointment { id }");
            await desk.Do("checkInAppointment", new { appointment = booked.GetProperty("id").GetString() }, "appointment { state }");
            await desk.Tenant.Quiet();
        }

        var checks = (await desk.Ask("query($c: ID!) { eligibilityChecks(client: $c, first: 5) { nodes { reason outcome appointment { state } } } }", new { c = client })).GetProperty("eligibilityChecks");
        var atCheckIn = Assert.Single(checks.GetProperty("nodes").EnumerateArray(), c => c.GetProperty("reason").GetString() == "CHECK_IN");
        Assert.Equal("ACTIVE", atCheckIn.GetProperty("outcome").GetString());
        Assert.Equal("CHECKED_IN", atCheckIn.GetProperty("appointment").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_member_who_is_not_known_is_rejected_with_what_to_do()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-3", "NOT_FOUND");
        var check = (await Check(desk, client))[0];
        Assert.Equal("REJECTED", check.GetProperty("outcome").GetString());
        Assert.Equal("75", check.GetProperty("rejections")[0].GetProperty("code").GetString());
        Assert.Equal("intake.check-failed@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task A_payer_that_does_not_answer_is_told_and_changes_nothing()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-4", "UNREACHABLE");
        var check = (await Check(desk, client))[0];
        Assert.Equal("UNREACHABLE", check.GetProperty("outcome").GetString());
        Assert.NotNull(check.GetProperty("problem").GetString());
        Assert.Single(await Covered(desk, client));
    }

    [Fact]
    public async Task Medicare_that_starts_makes_the_client_dually_eligible_and_pays_first()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-5", "MEDICARE_START");
        await Check(desk, client);
        var standing = (await desk.Ask(
            "query($id: ID!) { coverageStanding(client: $id) { gap dualStatus payers { payerType priority } lastCheck { outcome } } }", new { id = client })).GetProperty("coverageStanding");
        Assert.Equal("08", standing.GetProperty("dualStatus").GetString());
        Assert.Equal(["MEDICARE", "MEDICAID"], standing.GetProperty("payers").EnumerateArray().Select(p => p.GetProperty("payerType").GetString()));
    }

    [Fact]
    public async Task A_check_that_is_asked_again_with_the_same_answer_adds_a_proof_and_no_coverage()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-6", "ACTIVE");
        await Check(desk, client);
        await Check(desk, client, "CHECK_IN");
        Assert.Single(await Covered(desk, client));
        var checks = (await desk.Ask("query($id: ID!) { eligibilityChecks(client: $id) { nodes { reason } } }", new { id = client })).GetProperty("eligibilityChecks").GetProperty("nodes");
        Assert.Equal(["CHECK_IN", "ASKED"], checks.EnumerateArray().Select(c => c.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_stranger_and_days_in_the_wrong_order_are_refused()
    {
        var desk = await IntakeDesk.Open();
        var client = await Member(desk, "M-7", "ACTIVE");
        Assert.Equal("NotFound", await desk.Refusal("checkEligibility", new { client }, Thing, by: "own"));
        Assert.Equal("InvalidInput", await desk.Refusal("checkEligibility", new { client, from = "2026-02-01", to = "2026-01-01" }, Thing));
    }

    [Fact]
    public async Task Two_records_of_one_person_may_each_be_confirmed_and_be_merged_and_separated()
    {
        var desk = await IntakeDesk.Open();
        var (one, other) = (await Member(desk, "M-8", "ACTIVE"), await Member(desk, "M-8", "ACTIVE"));
        await Check(desk, one);
        await Check(desk, other);
        await desk.Do("mergeClients", new { survivor = one, merged = other, reason = "the same card" }, "clientMerge { id }", by: "director");
        await Check(desk, one);
        Assert.Single(await Covered(desk, one));
        await desk.Do("separateClients", new { merged = other, reason = "two people" }, "clientMerge { id }", by: "director");
        await Check(desk, other);
        Assert.Single(await Covered(desk, other));
    }

    internal static async Task<string> Member(IntakeDesk desk, string memberId, string scenario)
    {
        var client = await desk.Register("Maria", $"Reyes {memberId}");
        await desk.Do(
            "recordCoverage", new { client, payerName = "Medicaid", payerType = "MEDICAID", startsOn = "2020-01-01", memberId }, "coverage { id }");
        await desk.Do("simulateEligibility", new { memberId, scenario, effectiveOn = scenario == "MEDICARE_START" ? "2026-01-01" : null }, "eligibilitySimulation { id }", by: "admin");
        return client;
    }

    internal static async Task<JsonElement> Check(IntakeDesk desk, string client, string reason = "ASKED") =>
        (await desk.Do("checkEligibility", new { client, reason }, Thing)).GetProperty("checks");

    private static async Task<IEnumerable<JsonElement>> Covered(IntakeDesk desk, string client) =>
        (await desk.Ask("query($id: ID!) { coveragesOn(client: $id) { payerType verifiedBy { id } } }", new { id = client })).GetProperty("coveragesOn").EnumerateArray();

    private static async Task<string> Now(IntakeDesk desk) =>
        ((DateTime)(await desk.Rows("select clock_timestamp() + clock_offset from platform.tenants where id = $1"))[0][0]).ToString("O");
}
