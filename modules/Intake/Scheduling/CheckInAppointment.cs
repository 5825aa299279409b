using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// The client has come, perhaps late: what was taken for a no-show is none then. Who came and was not checked in that day is written down later, with the time
/// at which they came.
/// </summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class CheckInAppointment
{
    /// <summary>Who has come.</summary>
    /// <param name="Appointment">To which appointment.</param>
    /// <param name="CameAt">When they came, where that is written down later; on the day of the appointment. Now when nothing is said.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(AppointmentId Appointment, DateTimeOffset? CameAt = null, int? ExpectedVersion = null);

    /// <summary>They did not come on the day of the appointment.</summary>
    public sealed record NotTheDay() : Refusal(
        "intake.not_the_day",
        "People come on the day of their appointment. Move the appointment when they have come on another; say in cameAt when they came where that was on the day itself.",
        "input.appointment");

    public static async Task<Outcome<Appointment>> Handle(
        Input input, IntakeDb db, Booking booking, Calendars calendars, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.AppointmentsFor("intake.schedule").FirstOrDefaultAsync(a => a.Id == input.Appointment, ct) is not { } appointment)
        {
            return new NotFound("input.appointment");
        }

        if (input.ExpectedVersion is { } expected && expected != appointment.Version)
        {
            return new VersionConflict(expected, appointment.Version);
        }

        if (appointment.State is not (AppointmentState.Booked or AppointmentState.NoShow))
        {
            return new AppointmentNotOpen(appointment.State);
        }

        var (calendar, now) = (await calendars.Of(appointment.Site, ct), clock.GetUtcNow());
        var came = input.CameAt?.ToUniversalTime() ?? now;
        if (came > now)
        {
            return new InvalidInput("input.cameAt", "Say when they came: not at a time that lies ahead.");
        }

        if (calendar.DayOf(appointment.StartsAt) != calendar.DayOf(came))
        {
            return new NotTheDay();
        }

        appointment.CheckIn(actor.User, came);
        await booking.EndClocks(appointment, ct);
        return Outcome.Of(appointment).Publishing(new AppointmentCheckedIn(
            appointment.Client, appointment.Id, appointment.Inquiry, appointment.Site, appointment.Clinician, came,
            appointment.Mode));
    }
}
