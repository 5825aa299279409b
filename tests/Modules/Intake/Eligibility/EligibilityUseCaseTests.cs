using System.Globalization;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class SimulateEligibilityTests
{
    [Fact]
    public async Task A_plan_changes_on_the_1st_of_a_month_only_and_only_who_moves_the_clock_may_say_so()
    {
        var desk = await IntakeDesk.Open();
        Assert.Equal("InvalidInput", await desk.Refusal(
            "simulateEligibility", new { memberId = "M", scenario = "MANAGED_CARE_CHANGE", effectiveOn = "2026-04-02" }, "eligibilitySimulation { id }", by: "admin"));
        var answer = await desk.Tenant.Send("desk", "mutation { simulateEligibility(input: { memberId: \"M\", scenario: ACTIVE }) { eligibilitySimulation { id } } }");
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}

public sealed class SetEligibilityPayerTests
{
    [Fact]
    public async Task A_sandbox_has_a_simulated_payer_which_can_be_changed()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do("setEligibilityPayer", new { key = "medicaid", name = "State Medicaid", payerType = "MEDICAID", source = "SIMULATOR", active = false }, "eligibilityPayer { id }", by: "director");
        var payers = (await desk.Ask("{ eligibilityPayers { key name active } }")).GetProperty("eligibilityPayers");
        Assert.Equal("State Medicaid", Assert.Single(payers.EnumerateArray()).GetProperty("name").GetString());
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("NoPayer", await desk.Refusal("checkEligibility", new { client }, "eligibilityResult { client { id } }"));
    }

    [Fact]
    public async Task X12_needs_a_connection_and_one_that_the_host_does_not_have_is_unreachable()
    {
        var desk = await IntakeDesk.Open();
        object Input(string? connection) => new { key = "blue", name = "Blue", payerType = "COMMERCIAL", source = "X12", payerId = "BL1", connection, askedOfAll = true };
        Assert.Equal("InvalidInput", await desk.Refusal("setEligibilityPayer", Input(null), "eligibilityPayer { id }", by: "director"));
        var payer = (await desk.Do("setEligibilityPayer", Input("nowhere"), "eligibilityPayer { id }", by: "director")).GetProperty("id").GetString();
        var client = await desk.Register("Maria", "Reyes");
        var check = (await desk.Do("checkEligibility", new { client, payer }, "eligibilityResult { checks { outcome problem } }")).GetProperty("checks")[0];
        Assert.Equal("UNREACHABLE", check.GetProperty("outcome").GetString());
        Assert.Contains("nowhere", check.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }
}

public sealed class ChangeEligibilitySettingsTests
{
    [Fact]
    public async Task What_is_left_out_takes_its_usual_value_and_a_lost_update_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var changed = await desk.Do(
            "changeEligibilitySettings", new { rules = new { renewalNoticeDays = 30 }, expectedVersion = 0 }, "eligibilitySettings { rules { renewalNoticeDays serviceTypes renewalMonths } }", by: "director");
        Assert.Equal(30, changed.GetProperty("rules").GetProperty("renewalNoticeDays").GetInt32());
        Assert.Equal(12, changed.GetProperty("rules").GetProperty("renewalMonths").GetInt32());
        Assert.Equal("30", changed.GetProperty("rules").GetProperty("serviceTypes")[0].GetString());
        Assert.Equal("VersionConflict", await desk.Refusal("changeEligibilitySettings", new { rules = new { }, expectedVersion = 0 }, "eligibilitySettings { version }", by: "director"));
        Assert.Equal("InvalidInput", await desk.Refusal("changeEligibilitySettings", new { rules = new { batchSize = 0 } }, "eligibilitySettings { version }", by: "director"));
    }
}

public sealed class RecordAuthorisationTests
{
    [Fact]
    public async Task Units_and_days_must_make_sense()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("InvalidInput", await desk.Refusal("recordAuthorisation", Input(client, units: 0), "authorisation { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("recordAuthorisation", Input(client, endsOn: "2024-12-31"), "authorisation { id }"));
        Assert.Equal("NotFound", await desk.Refusal("recordAuthorisation", Input(client), "authorisation { id }", by: "own"));
    }

    [Fact]
    public async Task What_is_recorded_already_is_refused_by_its_name_and_another_service_or_time_is_not()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var first = (await desk.Do("recordAuthorisation", Input(client), "authorisation { id }")).GetProperty("id").GetString()!;
        var refused = (await desk.Tenant.Refused("desk", "recordAuthorisation", Input(client, units: 4, number: " a-77 "), "authorisation { id }"))[0];
        Assert.Equal("AlreadyRecorded", refused.GetProperty("__typename").GetString());
        Assert.Contains(first, refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        await desk.Do("recordAuthorisation", Input(client, service: "H2017"), "authorisation { id }");
        await desk.Do("recordAuthorisation", Input(client, endsOn: "2025-07-31"), "authorisation { id }");
        await desk.Do("recordAuthorisation", Input(await desk.Register("Maria", "Ruiz")), "authorisation { id }");
        Assert.Equal(["H0036", "H2017", "H0036", "H0036"], (await desk.Events()).Where(e => e.Type == "intake.authorisation-recorded@1").Select(e => e.Payload.GetProperty("service").GetString()!));
    }

    [Fact]
    public async Task The_same_call_sent_again_is_answered_as_the_first_time()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var ids = new List<string?>();
        foreach (var _ in new[] { 1, 2 })
        {
            var answer = await desk.Tenant.Send(
                "desk", "mutation($i: RecordAuthorisationInput!) { recordAuthorisation(input: $i) { authorisation { id } errors { code } } }",
                new { i = Input(client) }, idempotencyKey: "letter-1");
            ids.Add(answer.GetProperty("data").GetProperty("recordAuthorisation").GetProperty("authorisation").GetProperty("id").GetString());
        }

        Assert.Single(ids.Distinct());
    }

    internal static object Input(string client, decimal units = 10, string endsOn = "2025-06-30", string number = "A-77", string service = "H0036") =>
        new { client, number, service, unit = "HOUR", units = units.ToString(CultureInfo.InvariantCulture), startsOn = "2025-01-01", endsOn };
}

public sealed class UseAuthorisationTests
{
    [Fact]
    public async Task Units_are_used_up_each_reference_once_and_running_low_is_told_once()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var authorisation = (await desk.Do("recordAuthorisation", RecordAuthorisationTests.Input(client), "authorisation { id }")).GetProperty("id").GetString();
        Assert.Equal("5.00", await Use(5, "enc-1"));
        Assert.Equal("5.00", await Use(5, "enc-1"));
        Assert.Equal("NotEnoughUnits", await desk.Refusal("useAuthorisation", Input(6, "enc-2"), "authorisation { id }"));
        Assert.Equal("OutsideDates", await desk.Refusal("useAuthorisation", Input(1, "enc-3", "2025-07-01"), "authorisation { id }"));
        Assert.Equal("1.75", await Use(3.25m, "enc-4"));
        Assert.Equal("0.75", await Use(1, "enc-5"));
        Assert.Equal("H0036", Assert.Single(await desk.Events(), e => e.Type == "intake.authorisation-low@1").Payload.GetProperty("service").GetString());
        Assert.Equal("UsedOtherwise", await desk.Refusal("useAuthorisation", Input(4, "enc-1"), "authorisation { id }"));
        Assert.Equal("UsedOtherwise", await desk.Refusal("useAuthorisation", Input(5, "enc-1", "2025-02-02"), "authorisation { id }"));
        Assert.Equal("0.75", await Use(5, "enc-1"));

        object Input(decimal units, string reference, string day = "2025-02-01") => new { authorisation, units = units.ToString(CultureInfo.InvariantCulture), day, reference };
        async Task<string> Use(decimal units, string reference) =>
            (await desk.Do("useAuthorisation", Input(units, reference), "authorisation { unitsLeft }")).GetProperty("unitsLeft").GetString()!;
    }

    [Fact]
    public async Task Nothing_is_used_on_a_day_that_has_not_come_where_the_organisation_is()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var authorisation = (await desk.Do("recordAuthorisation", RecordAuthorisationTests.Input(client, endsOn: "2199-12-31"), "authorisation { id }")).GetProperty("id").GetString();
        var now = (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).DateTime);
        Assert.Equal("DayToCome", await desk.Refusal("useAuthorisation", Input(today.AddDays(1)), "authorisation { id }"));
        await desk.Do("useAuthorisation", Input(today), "authorisation { id }");

        object Input(DateOnly day) => new { authorisation, units = "1", day = day.ToString("O", CultureInfo.InvariantCulture), reference = "enc-1" };
    }
}
