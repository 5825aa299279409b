using Xunit;
using static CarePlatform.Intake.Tests.SomeSchedule;

namespace CarePlatform.Intake.Tests;

public sealed class OpenSlotsTests
{
    [Fact]
    public async Task Visits_can_begin_at_whole_steps_within_the_hours()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60, stepMinutes: 30);
        await desk.Hours(opens: "09:00", closes: "11:00");
        Assert.Equal(
            [("2099-01-05T14:00:00Z", "Cli"), ("2099-01-05T14:30:00Z", "Cli"), ("2099-01-05T15:00:00Z", "Cli")], await desk.Slots(type));
        Assert.Empty(await desk.Slots(type, "2099-01-03T05:00:00Z", "2099-01-05T05:00:00Z"));
    }

    [Fact]
    public async Task Neither_the_visit_nor_its_buffer_meets_another()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var type = await desk.VisitType(minutes: 30, bufferMinutes: 15, stepMinutes: 15);
        await desk.Hours(opens: "09:00", closes: "12:00");
        await desk.Book(client, type, "2099-01-05T15:00:00Z");
        Assert.Equal(
            ["14:00", "14:15", "15:45", "16:00", "16:15", "16:30"], (await desk.Slots(type)).Select(s => s.At[11..16]));
    }

    [Fact]
    public async Task Closed_days_absences_and_exceptions_count()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours(opens: "09:00", closes: "11:00", weekdays: [.. WorkingDays, "SATURDAY"]);
        var (clinician, site) = (await desk.User("clinician"), await desk.Site("north"));
        await desk.Do("addHoursException", new { clinician, site, day = "2099-01-06", open = false, opens = "10:00", closes = "11:00", reason = "training" }, "hoursException { id }");
        await desk.Do("addHoursException", new { clinician, site, day = "2099-01-07", open = true, opens = "15:00", closes = "16:00" }, "hoursException { id }");
        await desk.Rows("""
            insert into platform.absences (id, tenant_id, user_id, first_day, last_day, reason, recorded_at)
            select gen_random_uuid(), $1, id, '2099-01-08', '2099-01-09', 'leave', now() from platform.users where tenant_id = $1 and subject = 'clinician'
            """);
        var slots = await desk.Slots(type, "2099-01-01T05:00:00Z", "2099-01-12T05:00:00Z");
        // New Year's Day is closed, and so is Saturday although there are hours; on the 2nd, 5th and 7th two visits fit.
        Assert.Equal(
            ["02T14", "02T15", "05T14", "05T15", "06T14", "07T14", "07T15", "07T20"], slots.Select(s => s.At[8..13]));
    }

    [Fact]
    public async Task It_is_searched_by_site_clinician_mode_and_language()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60, modes: ["IN_PERSON", "VIDEO"]);
        await desk.Hours("clinician", "north", "09:00", "10:00", modes: ["IN_PERSON"]);
        await desk.Hours("clinician-2", "south", "09:00", "10:00");
        await desk.Do(
            "setClinicianPanel", new { clinician = await desk.User("clinician-2"), languages = new[] { "es-MX" } }, "clinicianPanel { languages }");
        Assert.Equal(["Cli", "Clo"], (await desk.Slots(type)).Select(s => s.With).Order());
        Assert.Equal(["Clo"], (await desk.Slots(type, more: new { sites = new[] { await desk.Site("south") } })).Select(s => s.With));
        Assert.Equal(["Cli"], (await desk.Slots(type, more: new { clinicians = new[] { await desk.User("clinician") } })).Select(s => s.With));
        Assert.Equal(["Clo"], (await desk.Slots(type, more: new { mode = "VIDEO" })).Select(s => s.With));
        Assert.Equal(["Clo"], (await desk.Slots(type, more: new { language = "es" })).Select(s => s.With));
        Assert.Empty(await desk.Slots(type, more: new { mode = "PHONE" }));
    }

    [Fact]
    public async Task Page_by_page_every_slot_comes_once_and_in_order()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType(minutes: 30, stepMinutes: 15);
        await desk.Hours("clinician", "north");
        await desk.Hours("clinician-2", "north");
        var (found, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await desk.Ask(
                Query, new { visitType = type, from = "2099-01-05T05:00:00Z", until = "2099-01-14T05:00:00Z", first = 17, after })).GetProperty("openSlots");
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(s => Text(s, "startsAt") + Text(s.GetProperty("clinician"), "name")));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? Text(page.GetProperty("pageInfo"), "endCursor") : null;
        }
        while (after is not null);
        Assert.Equal(7 * 11 * 2, found.Count);
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(found.Select(f => f[..20]).Order(StringComparer.Ordinal), found.Select(f => f[..20]));
    }

    [Fact]
    public async Task A_group_that_has_begun_to_fill_has_seats_left()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei, ada) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"), await desk.Register("Ada", "Obi"));
        var type = await desk.VisitType("group", minutes: 60, stepMinutes: 60, seats: 2);
        await desk.Hours(opens: "09:00", closes: "10:00");
        await desk.Book(maria, type, "2099-01-05T14:00:00Z");
        Assert.Equal([("2099-01-05T14:00:00Z", "Cli")], await desk.Slots(type));
        await desk.Book(wei, type, "2099-01-05T14:00:00Z");
        Assert.Empty(await desk.Slots(type));
        var input = new { client = ada, with = await desk.User("clinician"), start = "2099-01-05T14:00:00Z", visitType = type, site = await desk.Site("north") };
        Assert.Equal("ClinicianTaken", await desk.Refusal("bookAppointment", input, "appointment { id }"));
    }

    [Fact]
    public async Task What_is_held_or_of_another_tenant_is_not_offered()
    {
        var (desk, other) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var type = await desk.VisitType();
        await desk.Hours();
        Assert.Empty(await other.Slots(type));
        Assert.NotEmpty(await desk.Slots(type));
    }
}
