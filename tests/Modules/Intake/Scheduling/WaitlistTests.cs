using System.Text.Json;
using Xunit;
using static CarePlatform.Intake.Tests.SomeSchedule;

namespace CarePlatform.Intake.Tests;

public sealed class JoinWaitlistTests
{
    [Fact]
    public async Task Who_waits_has_an_owner_and_the_list_goes_by_acuity_and_waiting_time()
    {
        var desk = await IntakeDesk.Open();
        var type = await desk.VisitType();
        var (maria, wei, ada) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"), await desk.Register("Ada", "Obi"));
        await desk.Join(maria, type);
        var urgent = await desk.Join(wei, type, acuity: "URGENT");
        var inquiry = await desk.Receive(ada, receivedAt: TimeProvider.System.GetUtcNow().AddDays(-20), by: "desk");
        var oldest = await desk.Do("joinWaitlist", new { client = ada, visitType = type, inquiry }, Entry);
        Assert.Equal(("front-door", "Dee", "WAITING"), (Text(urgent.GetProperty("team"), "key"), Text(urgent.GetProperty("owner"), "name"), Text(urgent, "state")));
        Assert.Equal(20, oldest.GetProperty("daysWaited").GetInt32());
        // Twenty days of waiting weigh more than one step of acuity, which counts fourteen.
        Assert.Equal(["Ada Obi", "Wei Chen", "Maria Reyes"], await Names(desk));
        Assert.Equal("WaitsAlready", await desk.Refusal("joinWaitlist", new { client = maria, visitType = type }, "waitlistEntry { id }"));
    }

    [Fact]
    public async Task A_booking_of_this_kind_ends_the_waiting()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var type = await desk.VisitType();
        await desk.Hours();
        await desk.Join(client, type);
        await desk.Book(client, type, "2099-01-05T14:00:00Z");
        await desk.Tenant.Quiet();
        Assert.Empty(await Names(desk));
        Assert.Contains("intake.waitlist-left@1", await desk.EventTypes());
    }

    internal const string Entry = "waitlistEntry { id state daysWaited version team { key } owner { name } }";

    private static async Task<string[]> Names(IntakeDesk desk) => [.. (await desk.Ask("{ waitlist { nodes { client { name } } } }"))
        .GetProperty("waitlist").GetProperty("nodes").EnumerateArray().Select(e => Text(e.GetProperty("client"), "name"))];
}

public sealed class AnswerOfferTests
{
    [Fact]
    public async Task A_time_that_becomes_free_is_held_for_the_first_in_line_and_then_for_the_next()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei, ada) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"), await desk.Register("Ada", "Obi"));
        var (type, booked) = await desk.FullMorning(maria);
        await desk.Join(wei, type, acuity: "URGENT");
        await desk.Join(ada, type);
        await desk.Do("cancelAppointment", new { appointment = Text(booked, "id"), reason = "CLIENT_ILL" }, "appointment { id }");
        await desk.Tenant.Quiet();
        var first = await desk.Held();
        Assert.Equal("Wei Chen", first.Name);
        Assert.Empty(await desk.Slots(type));
        await desk.Do("answerOffer", new { appointment = first.Id, accepted = false }, "appointment { state cancellation }");
        await desk.Tenant.Quiet();
        var second = await desk.Held();
        Assert.Equal("Ada Obi", second.Name);
        await desk.Do("answerOffer", new { appointment = second.Id, accepted = true }, "appointment { state }");
        await desk.Tenant.Quiet();
        var states = await desk.Rows("select state from intake.waitlist where tenant_id = $1 order by state");
        Assert.Equal(["booked", "waiting"], states.Select(s => (string)s[0]));
        Assert.Equal("AppointmentNotOpen", await desk.Refusal("answerOffer", new { appointment = second.Id, accepted = true }, "appointment { id }"));
    }

    [Fact]
    public async Task An_offer_that_nobody_answers_goes_to_the_next_in_line()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei, ada) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"), await desk.Register("Ada", "Obi"));
        var (type, booked) = await desk.FullMorning(maria);
        await desk.Join(wei, type, acuity: "EMERGENT");
        await desk.Join(ada, type);
        await desk.Do("cancelAppointment", new { appointment = Text(booked, "id"), reason = "CLIENT_ILL" }, "appointment { id }");
        await desk.Tenant.Quiet();
        Assert.Equal("Wei Chen", (await desk.Held()).Name);
        await UntilTheOfferEnds(desk);
        Assert.Equal("Ada Obi", (await desk.Held()).Name);
        await UntilTheOfferEnds(desk);
        Assert.Empty(await desk.Rows("select id from intake.appointments where tenant_id = $1 and state = 'held'"));
        Assert.Equal(2, (await desk.Events()).Count(e => e.Type == "intake.slot-offer-ended@1" && Text(e.Payload, "answer") == "expired"));
    }

    // Hours in which the site is closed do not count, so that it depends on the day.
    private static async Task UntilTheOfferEnds(IntakeDesk desk) => await desk.Tenant.Forward((TimeSpan)(await desk.Rows("""
        select a.held_until - (clock_timestamp() + t.clock_offset) + interval '1 minute' from intake.appointments a
        join platform.tenants t on t.id = a.tenant_id where a.tenant_id = $1 and a.state = 'held'
        """))[0][0]);

    [Fact]
    public async Task Nobody_is_offered_what_they_cannot_take()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"));
        var (type, booked) = await desk.FullMorning(maria);
        await desk.Join(wei, type, limits: new { weekdays = new[] { "TUESDAY" } });
        await desk.Do("cancelAppointment", new { appointment = Text(booked, "id"), reason = "CLIENT_ILL" }, "appointment { id }");
        await desk.Tenant.Quiet();
        Assert.DoesNotContain("intake.slot-offered@1", await desk.EventTypes());
        Assert.NotEmpty(await desk.Slots(type));
    }
}

public sealed class LeaveWaitlistTests
{
    [Fact]
    public async Task Who_leaves_frees_what_was_held_for_them()
    {
        var desk = await IntakeDesk.Open();
        var (maria, wei) = (await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"));
        var (type, booked) = await desk.FullMorning(maria);
        var entry = Text(await desk.Join(wei, type), "id");
        await desk.Do("cancelAppointment", new { appointment = Text(booked, "id"), reason = "CLIENT_ILL" }, "appointment { id }");
        await desk.Tenant.Quiet();
        Assert.Empty(await desk.Slots(type));
        var left = await desk.Do("leaveWaitlist", new { entry, reason = "SEEN_ELSEWHERE" }, "waitlistEntry { state leftReason }");
        Assert.Equal(("LEFT", "SEEN_ELSEWHERE"), (Text(left, "state"), Text(left, "leftReason")));
        await desk.Tenant.Quiet();
        Assert.NotEmpty(await desk.Slots(type));
        Assert.Equal("NotWaiting", await desk.Refusal("leaveWaitlist", new { entry, reason = "OTHER" }, "waitlistEntry { id }"));
    }
}

public sealed class AssignWaitlistEntryTests
{
    [Fact]
    public async Task Somebody_else_sees_to_it_and_a_team_always_does()
    {
        var desk = await IntakeDesk.Open();
        var entry = Text(await desk.Join(await desk.Register("Maria", "Reyes"), await desk.VisitType()), "id");
        var assigned = await desk.Do("assignWaitlistEntry", new { entry, team = await desk.Team("outreach"), owner = await desk.User("team") }, JoinWaitlistTests.Entry);
        Assert.Equal(("outreach", "Tea"), (Text(assigned.GetProperty("team"), "key"), Text(assigned.GetProperty("owner"), "name")));
        Assert.Equal("NotFound", await desk.Refusal("assignWaitlistEntry", new { entry }, "waitlistEntry { id }", by: "own"));
        var back = await desk.Do("assignWaitlistEntry", new { entry }, JoinWaitlistTests.Entry, by: "team");
        Assert.Equal(("outreach", JsonValueKind.Null), (Text(back.GetProperty("team"), "key"), back.GetProperty("owner").ValueKind));
    }
}

/// <summary>A waitlist as people keep it.</summary>
internal static class SomeWaitlist
{
    public static Task<JsonElement> Join(this IntakeDesk desk, string client, string visitType, string? acuity = null, object? limits = null) =>
        desk.Do("joinWaitlist", new { client, visitType, acuity, limits }, JoinWaitlistTests.Entry);

    /// <summary>One hour on Mondays, and somebody is booked into it.</summary>
    public static async Task<(string Type, JsonElement Booked)> FullMorning(this IntakeDesk desk, string client)
    {
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours(opens: "09:00", closes: "10:00", weekdays: ["MONDAY"]);
        return (type, await desk.Book(client, type, "2099-01-05T14:00:00Z"));
    }

    /// <summary>The only time that is held, and for whom.</summary>
    public static async Task<(string Id, string Name)> Held(this IntakeDesk desk)
    {
        var held = (await desk.Ask("{ appointments(where: { state: HELD }) { nodes { id client { name } } } }"))
            .GetProperty("appointments").GetProperty("nodes");
        Assert.Equal(1, held.GetArrayLength());
        return (Text(held[0], "id"), Text(held[0].GetProperty("client"), "name"));
    }
}
