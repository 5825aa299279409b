using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Takes an appointment back, with the reason. Its time goes to who waits for it.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class CancelAppointment
{
    /// <summary>What will not take place.</summary>
    /// <param name="Appointment">Which one.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(AppointmentId Appointment, Cancellation Reason, int? ExpectedVersion = null);

    /// <summary>It was cancelled before.</summary>
    public sealed record CancelledBefore() : Refusal(
        "intake.appointment_cancelled", "This appointment is cancelled already.", "input.appointment");

    public static async Task<Outcome<Appointment>> Handle(
        Input input, IntakeDb db, Booking booking, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.AppointmentsFor("intake.schedule").FirstOrDefaultAsync(a => a.Id == input.Appointment, ct) is not { } appointment)
        {
            return new NotFound("input.appointment");
        }

        if (input.ExpectedVersion is { } expected && expected != appointment.Version)
        {
            return new VersionConflict(expected, appointment.Version);
        }

        if (appointment.State is AppointmentState.Cancelled)
        {
            return new CancelledBefore();
        }

        var now = clock.GetUtcNow();
        if (appointment.StartsAt <= now)
        {
            return new HasBegun();
        }

        var rules = await db.Rules(ct);
        var late = appointment.State is AppointmentState.Booked && input.Reason is not Cancellation.ClientDied && appointment.StartsAt - now < TimeSpan.FromHours(rules.LateCancelHours);
        appointment.Cancel(input.Reason, actor.User, now, late);
        await booking.EndClocks(appointment, ct);
        return Outcome.Of(appointment).Publishing(appointment.ToCancelled());
    }
}
