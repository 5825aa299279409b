using Xunit;
using static CarePlatform.Intake.Tests.SomeSchedule;

namespace CarePlatform.Intake.Tests;

public sealed class DefineVisitTypeTests
{
    [Fact]
    public async Task A_kind_of_visit_is_said_anew_and_what_is_booked_keeps_its_length()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60);
        await desk.Hours();
        var booked = await desk.Book(await desk.Register("Maria", "Reyes"), type, "2099-01-05T14:00:00Z");
        var again = await desk.Do(
            "defineVisitType", new { key = "first-visit", title = "First visit", minutes = 30, expectedVersion = 1 }, "visitType { id title minutes modes version }");
        Assert.Equal((type, "First visit", 30, 2), (Text(again, "id"), Text(again, "title"), again.GetProperty("minutes").GetInt32(), again.GetProperty("version").GetInt32()));
        Assert.Equal("2099-01-05T15:00:00Z", Text(booked, "endsAt"));
    }

    [Fact]
    public async Task Slips_are_refused_and_not_everybody_may_define()
    {
        var desk = await IntakeDesk.Open();
        Assert.Equal("InvalidInput", await desk.Refusal("defineVisitType", new { key = "x", title = "X", minutes = 30, stepMinutes = 7 }, "visitType { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("defineVisitType", new { key = "x", title = "X", minutes = 30, roles = new[] { "wizard" } }, "visitType { id }"));
        Assert.Equal("VersionConflict", await desk.Refusal("defineVisitType", new { key = "x", title = "X", minutes = 30, expectedVersion = 3 }, "visitType { id }"));
        var denied = await desk.Tenant.Send(
            "reader", "mutation { defineVisitType(input: { key: \"x\", title: \"X\", minutes: 30 }) { visitType { id } } }");
        Assert.True(denied.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Only_who_holds_a_role_of_it_may_give_it()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(roles: ["desk"]);
        await desk.Hours();
        Assert.Empty(await desk.Slots(type));
        var input = new { client = await desk.Register("Maria", "Reyes"), with = await desk.User("clinician"), start = "2099-01-05T14:00:00Z", visitType = type };
        Assert.Equal("VisitNotGiven", await desk.Refusal("bookAppointment", input, "appointment { id }"));
    }
}

public sealed class RetireVisitTypeTests
{
    [Fact]
    public async Task What_is_retired_cannot_be_booked()
    {
        var desk = await IntakeDesk.Open();
        var visitType = await desk.VisitType();
        await desk.Hours();
        await desk.Do("retireVisitType", new { visitType }, "visitType { retiredAt }");
        Assert.Empty(await desk.Slots(visitType));
        var input = new { client = await desk.Register("Maria", "Reyes"), with = await desk.User("clinician"), start = "2099-01-05T14:00:00Z", visitType };
        Assert.Equal("NotFound", await desk.Refusal("bookAppointment", input, "appointment { id }"));
        Assert.Equal("VersionConflict", await desk.Refusal("retireVisitType", new { visitType, expectedVersion = 9 }, "visitType { id }"));
    }
}

public sealed class SetClinicHoursTests
{
    [Fact]
    public async Task New_hours_take_the_place_of_the_old_from_a_day_on()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours(opens: "09:00", closes: "10:00");
        var (clinician, site) = (await desk.User("clinician"), await desk.Site("north"));
        await desk.Do(
            "setClinicHours", new { clinician, site, startsOn = "2099-01-07", week = new[] { new { weekday = "WEDNESDAY", opens = "13:00", closes = "14:00" } } },
            "clinicWeek { hours { weekday opens closes startsOn } }");
        var slots = await desk.Slots(type, "2099-01-05T05:00:00Z", "2099-01-10T05:00:00Z");
        Assert.Equal(["05T14", "06T14", "07T18"], slots.Select(s => s.At[8..13]));
    }

    [Fact]
    public async Task Whoever_reaches_only_their_own_sets_their_own_hours()
    {
        var desk = await IntakeDesk.Open();
        var site = await desk.Site("north");
        var week = new[] { new { weekday = "MONDAY", opens = "22:00", closes = "00:00" } };
        await desk.Do("setClinicHours", new { clinician = await desk.User("own"), site, week }, "clinicWeek { hours { closes } }", by: "own");
        Assert.Equal("NotFound", await desk.Refusal("setClinicHours", new { clinician = await desk.User("clinician"), site, week }, "clinicWeek { hours { id } }", by: "own"));
        var wrong = new[] { new { weekday = "MONDAY", opens = "12:00", closes = "11:00" } };
        Assert.Equal("InvalidInput", await desk.Refusal("setClinicHours", new { clinician = await desk.User("clinician"), site, week = wrong }, "clinicWeek { hours { id } }"));
    }
}

public sealed class AddHoursExceptionTests
{
    [Fact]
    public async Task It_needs_a_clinician_and_a_site_of_the_organisation()
    {
        var (desk, other) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var (clinician, site) = (await desk.User("clinician"), await desk.Site("north"));
        Assert.Equal("NotFound", await desk.Refusal("addHoursException", new { clinician, site = await other.Site("north"), day = Monday, open = false }, "hoursException { id }"));
        Assert.Equal("NotFound", await desk.Refusal("addHoursException", new { clinician = await other.User("clinician"), site, day = Monday, open = false }, "hoursException { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("addHoursException", new { clinician, site, day = Monday, open = false, reason = "He is ill" }, "hoursException { id }"));
    }
}

public sealed class RemoveHoursExceptionTests
{
    [Fact]
    public async Task The_hours_of_the_week_hold_again()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours(opens: "09:00", closes: "10:00");
        var exception = await desk.Do(
            "addHoursException", new { clinician = await desk.User("clinician"), site = await desk.Site("north"), day = Monday, open = false }, "hoursException { id }");
        Assert.Empty(await desk.Slots(type));
        Assert.Equal("NotFound", await desk.Refusal("removeHoursException", new { hoursException = Text(exception, "id") }, "hoursException { id }", by: "own"));
        await desk.Do("removeHoursException", new { hoursException = Text(exception, "id") }, "hoursException { id }");
        Assert.Single(await desk.Slots(type));
    }
}

public sealed class SetClinicianPanelTests
{
    [Fact]
    public async Task Suggestions_follow_language_limits_and_room()
    {
        var desk = await IntakeDesk.Open();
        var visitType = await desk.VisitType();
        await desk.Hours("clinician", weekdays: [.. WorkingDays, "SATURDAY", "SUNDAY"]);
        await desk.Hours("clinician-2", weekdays: [.. WorkingDays, "SATURDAY", "SUNDAY"]);
        var client = await desk.Register("Maria", "Reyes");
        await desk.Rows("update intake.clients set language = 'es' where tenant_id = $1");
        var inquiry = await desk.Receive(client);
        await desk.Rows("update intake.inquiries set acuity = 'urgent' where tenant_id = $1");
        var two = await desk.User("clinician-2");
        await desk.Do("setClinicianPanel", new { clinician = two, languages = new[] { "es" } }, "clinicianPanel { version }");
        Assert.Equal(["Clo", "Cli"], await Suggested(desk, inquiry, visitType));
        await desk.Do("setClinicianPanel", new { clinician = two, languages = new[] { "es" }, mostAcute = "ROUTINE", expectedVersion = 1 }, "clinicianPanel { version }");
        Assert.Equal(["Cli"], await Suggested(desk, inquiry, visitType));
        await desk.Do("setClinicianPanel", new { clinician = two, languages = new[] { "es" }, acceptsNew = false }, "clinicianPanel { version }");
        Assert.Equal(["Cli"], await Suggested(desk, inquiry, visitType));
        Assert.Equal("InvalidInput", await desk.Refusal("setClinicianPanel", new { clinician = two, languages = new[] { "Spanish!" } }, "clinicianPanel { version }"));
    }

    // Those without a single free time come last and are of no interest here.
    private static async Task<IEnumerable<string>> Suggested(IntakeDesk desk, string inquiry, string visitType) => (await desk.Ask(
        "query($inquiry: ID!, $visitType: ID!) { suggestClinicians(inquiry: $inquiry, visitType: $visitType) { clinician { name } first { startsAt } speaksLanguage clientsAhead } }",
        new { inquiry, visitType })).GetProperty("suggestClinicians").EnumerateArray()
        .Where(s => s.GetProperty("first").ValueKind is not System.Text.Json.JsonValueKind.Null).Select(s => Text(s.GetProperty("clinician"), "name"));
}

public sealed class ChangeSchedulingSettingsTests
{
    [Fact]
    public async Task What_is_left_out_is_as_usual_and_slips_are_refused()
    {
        var desk = await IntakeDesk.Open();
        var changed = await desk.Do(
            "changeSchedulingSettings", new { rules = new { lateCancelHours = 48, reminderHours = new[] { 2, 24 } }, expectedVersion = 0 },
            "schedulingSettings { version rules { lateCancelHours graceMinutes reminderHours addOns } }", by: "director");
        var rules = changed.GetProperty("rules");
        Assert.Equal((48, 15, "ASK"), (rules.GetProperty("lateCancelHours").GetInt32(), rules.GetProperty("graceMinutes").GetInt32(), Text(rules, "addOns")));
        Assert.Equal([24, 2], rules.GetProperty("reminderHours").EnumerateArray().Select(h => h.GetInt32()));
        Assert.Equal("VersionConflict", await desk.Refusal("changeSchedulingSettings", new { rules = new { }, expectedVersion = 0 }, "schedulingSettings { version }", by: "director"));
        Assert.Equal("InvalidInput", await desk.Refusal("changeSchedulingSettings", new { rules = new { graceMinutes = -1 } }, "schedulingSettings { version }", by: "director"));
    }
}
