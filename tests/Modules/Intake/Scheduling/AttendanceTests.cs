using Xunit;
using static CarePlatform.Intake.Tests.SomeSchedule;

namespace CarePlatform.Intake.Tests;

public sealed class RescheduleAppointmentTests
{
    [Fact]
    public async Task A_move_keeps_the_length_frees_the_old_time_and_is_told()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var type = await desk.VisitType(minutes: 60, stepMinutes: 60);
        await desk.Hours();
        var booked = await desk.Book(client, type, "2099-01-05T14:00:00Z");
        var moved = await desk.Do(
            "rescheduleAppointment", new { appointment = Text(booked, "id"), start = "2099-01-05T15:00:00Z", expectedVersion = 1 },
            "appointment { startsAt endsAt moves version }");
        Assert.Equal(("2099-01-05T15:00:00Z", "2099-01-05T16:00:00Z", 1), (Text(moved, "startsAt"), Text(moved, "endsAt"), moved.GetProperty("moves").GetInt32()));
        Assert.Equal(["14:00", "16:00"], (await desk.Slots(type)).Select(s => s.At[11..16]));
        var (name, told) = (await desk.Events()).Last(e => e.Type == "intake.appointment-rescheduled@1");
        Assert.Equal(("2099-01-05T15:00:00", "2099-01-05T14:00:00"), (Text(told, "startsAt")[..19], Text(told, "freedAt")[..19]));
    }

    [Fact]
    public async Task It_may_overlap_its_own_old_time_but_nobody_elses()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var type = await desk.VisitType(minutes: 60, stepMinutes: 30);
        await desk.Hours();
        var booked = await desk.Book(client, type, "2099-01-05T14:00:00Z");
        await desk.Book(client, type, "2099-01-05T16:00:00Z");
        var appointment = Text(booked, "id");
        await desk.Do("rescheduleAppointment", new { appointment, start = "2099-01-05T14:30:00Z" }, "appointment { id }");
        Assert.Equal("ClinicianTaken", await desk.Refusal("rescheduleAppointment", new { appointment, start = "2099-01-05T15:30:00Z" }, "appointment { id }"));
        Assert.Equal("OutsideHours", await desk.Refusal("rescheduleAppointment", new { appointment, start = "2099-01-05T20:00:00Z" }, "appointment { id }"));
        Assert.Equal("ClinicianMustAgree", await desk.Refusal("rescheduleAppointment", new { appointment, start = "2099-01-05T20:00:00Z", addOn = "crisis" }, "appointment { id }"));
        Assert.Equal("TimeHasPassed", await desk.Refusal("rescheduleAppointment", new { appointment, start = "2020-01-05T20:00:00Z" }, "appointment { id }"));
        Assert.Equal("VersionConflict", await desk.Refusal("rescheduleAppointment", new { appointment, start = "2099-01-05T14:00:00Z", expectedVersion = 1 }, "appointment { id }"));
        Assert.Equal("NotFound", await desk.Refusal("rescheduleAppointment", new { appointment, start = "2099-01-05T14:00:00Z" }, "appointment { id }", by: "own"));
    }
}

public sealed class CheckInAppointmentTests
{
    [Fact]
    public async Task Who_comes_is_checked_in_and_no_longer_awaited()
    {
        var (desk, appointment) = await Soon();
        await desk.Tenant.Forward(TimeSpan.FromMinutes(50));
        var checkedIn = await desk.Do("checkInAppointment", new { appointment }, "appointment { state checkedInAt }");
        Assert.Equal("CHECKED_IN", Text(checkedIn, "state"));
        await desk.Tenant.Forward(TimeSpan.FromHours(1));
        var events = await desk.EventTypes();
        Assert.Contains("intake.appointment-checked-in@1", events);
        Assert.DoesNotContain("intake.no-show-suspected@1", events);
        Assert.Equal("AppointmentNotOpen", await desk.Refusal("checkInAppointment", new { appointment }, "appointment { id }"));
    }

    [Fact]
    public async Task Nobody_is_checked_in_on_another_day()
    {
        var desk = await IntakeDesk.Open();
        var booked = await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, await desk.Register("Maria", "Reyes"), "2099-01-05T14:00:00Z"), "appointment { id }");
        Assert.Equal("NotTheDay", await desk.Refusal("checkInAppointment", new { appointment = Text(booked, "id") }, "appointment { id }"));
    }

    [Fact]
    public async Task Who_came_and_was_not_checked_in_that_day_is_written_down_later()
    {
        var (desk, appointment) = await Soon();
        var came = (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset().AddMinutes(70);
        await desk.Tenant.Forward(TimeSpan.FromDays(2));
        Assert.Contains("intake.no-show-suspected@1", await desk.EventTypes());
        // Today is not the day, and nobody came tomorrow or on the day before.
        Assert.Equal("NotTheDay", await desk.Refusal("checkInAppointment", new { appointment }, "appointment { id }"));
        Assert.Equal("NotTheDay", await desk.Refusal("checkInAppointment", new { appointment, cameAt = came.AddDays(-1) }, "appointment { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("checkInAppointment", new { appointment, cameAt = came.AddDays(3) }, "appointment { id }"));

        var checkedIn = await desk.Do("checkInAppointment", new { appointment, cameAt = came }, "appointment { state checkedInAt }");

        Assert.Equal("CHECKED_IN", Text(checkedIn, "state"));
        Assert.Equal(came, checkedIn.GetProperty("checkedInAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Contains("intake.appointment-checked-in@1", await desk.EventTypes());
    }

    /// <summary>An appointment in an hour, at noon of the organisation, so that the day does not end in between.</summary>
    internal static async Task<(IntakeDesk Desk, string Appointment)> Soon(Func<IntakeDesk, string, Task>? before = null)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", phone: "555-010-7788");
        await (before?.Invoke(desk, client) ?? Task.CompletedTask);
        var now = (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        await desk.Tenant.Forward(TimeSpan.FromDays(4) + (TimeSpan.FromHours(12) - local.TimeOfDay));
        now = (await desk.Ask("{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();
        var booked = await desk.Do(
            "bookAppointment", await BookAppointmentTests.At(desk, client, now.AddHours(1).ToString("O")), "appointment { id }");
        return (desk, Text(booked, "id"));
    }
}

public sealed class ConfirmNoShowTests
{
    [Fact]
    public async Task After_the_grace_time_a_person_says_that_nobody_came()
    {
        var (desk, appointment) = await CheckInAppointmentTests.Soon();
        Assert.Equal("StillInTime", await desk.Refusal("confirmNoShow", new { appointment }, "appointment { id }"));
        await desk.Tenant.Forward(TimeSpan.FromMinutes(80));
        Assert.Contains("intake.no-show-suspected@1", await desk.EventTypes());
        Assert.DoesNotContain("intake.appointment-missed@1", await desk.EventTypes());
        var missed = await desk.Do("confirmNoShow", new { appointment }, "appointment { state suspectedAt missedAt }");
        Assert.Equal("NO_SHOW", Text(missed, "state"));
        Assert.Contains("intake.appointment-missed@1", await desk.EventTypes());
        Assert.Equal("AppointmentNotOpen", await desk.Refusal("confirmNoShow", new { appointment }, "appointment { id }"));
        // Who comes late after all was no no-show.
        Assert.Equal("CHECKED_IN", Text(await desk.Do("checkInAppointment", new { appointment }, "appointment { state }"), "state"));
    }

    [Fact]
    public async Task Where_the_tenant_chose_so_the_rule_says_it()
    {
        var (desk, appointment) = await CheckInAppointmentTests.Soon(async (desk, _) => await desk.Do(
            "changeSchedulingSettings", new { rules = new { noShowNeedsPerson = false, graceMinutes = 5 } }, "schedulingSettings { version }", by: "director"));
        await desk.Tenant.Forward(TimeSpan.FromMinutes(70));
        var found = (await desk.Events()).Where(e => e.Type == "intake.appointment-missed@1").Select(e => Text(e.Payload, "appointment"));
        Assert.Equal([appointment], found);
    }
}

public sealed class LateCancelTests
{
    [Theory]
    [InlineData("2", true)]
    [InlineData("30", false)]
    public async Task A_cancellation_is_late_within_the_hours_of_the_tenant(string hoursAhead, bool late)
    {
        var desk = await IntakeDesk.Open();
        var start = TimeProvider.System.GetUtcNow().AddHours(int.Parse(hoursAhead, null)).ToString("O");
        var booked = await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, await desk.Register("Maria", "Reyes"), start), "appointment { id }");
        var cancelled = await desk.Do("cancelAppointment", new { appointment = Text(booked, "id"), reason = "CLIENT_ASKED" }, "appointment { late }");
        Assert.Equal(late, cancelled.GetProperty("late").GetBoolean());
        Assert.Equal(late, (await desk.Events())[^1].Payload.GetProperty("late").GetBoolean());
    }
}

public sealed class RecordContactPreferenceTests
{
    [Theory]
    [InlineData(true, true, "SENT")]
    [InlineData(true, false, "NO_WAY")]
    [InlineData(false, true, "NOT_WANTED")]
    [InlineData(null, true, "NOT_WANTED")]
    public async Task A_reminder_goes_out_to_who_wants_it_by_a_way_that_reaches_them(bool? wants, bool verified, string outcome)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", phone: "555-010-7788");
        if (verified)
        {
            await desk.Rows("update intake.contact_points set verified_on = '2026-01-01' where tenant_id = $1");
        }

        if (wants is { } reminders)
        {
            await desk.Do("recordContactPreference", new { client, reminders }, "contactPreference { reminders recordedAt }");
        }

        var start = TimeProvider.System.GetUtcNow().AddHours(30).ToString("O");
        var booked = await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, start), "appointment { id }");
        Assert.Empty(await Reminders(desk, Text(booked, "id")));
        await desk.Tenant.Forward(TimeSpan.FromHours(7));
        Assert.Equal([outcome], await Reminders(desk, Text(booked, "id")));
        await desk.Tenant.Forward(TimeSpan.FromHours(10));
        Assert.Equal([outcome], await Reminders(desk, Text(booked, "id")));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_the_visit_of_a_person_who_has_died()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", phone: "555-010-7788");
        await desk.Rows("update intake.contact_points set verified_on = '2026-01-01' where tenant_id = $1");
        await desk.Do("recordContactPreference", new { client, reminders = true }, "contactPreference { id }");
        var start = TimeProvider.System.GetUtcNow().AddHours(30).ToString("O");
        var booked = await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, start), "appointment { id }");
        await desk.Do("amendClient", new { client, diedOn = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd") }, "client { id }");
        await desk.Tenant.Forward(TimeSpan.FromHours(7));
        Assert.Empty(await Reminders(desk, Text(booked, "id")));
    }

    [Fact]
    public async Task What_is_cancelled_is_not_reminded_of_and_a_move_counts_anew()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var now = TimeProvider.System.GetUtcNow();
        var first = Text(await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, now.AddHours(30).ToString("O")), "appointment { id }"), "id");
        var second = Text(await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, now.AddHours(31).ToString("O")), "appointment { id }"), "id");
        await desk.Do("cancelAppointment", new { appointment = first, reason = "OTHER" }, "appointment { id }");
        await desk.Do("rescheduleAppointment", new { appointment = second, start = now.AddHours(80).ToString("O") }, "appointment { id }");
        await desk.Tenant.Forward(TimeSpan.FromHours(8));
        Assert.Empty(await Reminders(desk, first));
        Assert.Empty(await Reminders(desk, second));
        await desk.Tenant.Forward(TimeSpan.FromHours(25));
        Assert.Single(await Reminders(desk, second));
    }

    private static async Task<string[]> Reminders(IntakeDesk desk, string id) => [.. (await desk.Ask(
        "{ appointments { nodes { id reminders { outcome at } } } }")).GetProperty("appointments").GetProperty("nodes").EnumerateArray()
        .Where(a => Text(a, "id") == id).SelectMany(a => a.GetProperty("reminders").EnumerateArray()).Select(r => Text(r, "outcome"))];
}
