using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The client has come, perhaps late: what was taken for a no-show is none then.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class CheckInAppointment
{
    /// <summary>Who has come.</summary>
    /// <param name="Appointment">To which appointment.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(AppointmentId Appointment, int? ExpectedVersion = null);

    /// <summary>It is not the day of the appointment.</summary>
    public sealed record NotTheDay() : Refusal(
        "intake.not_the_day", "People are checked in on the day of their appointment. Move the appointment when they have come on another.",
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
        if (calendar.DayOf(appointment.StartsAt) != calendar.DayOf(now))
        {
            return new NotTheDay();
        }

        appointment.CheckIn(actor.User, now);
        await booking.EndClocks(appointment, ct);
        return Outcome.Of(appointment).Publishing(new AppointmentCheckedIn(
            appointment.Client, appointment.Id, appointment.Inquiry, appointment.Site, appointment.Clinician, now,
            appointment.Mode));
    }
}
