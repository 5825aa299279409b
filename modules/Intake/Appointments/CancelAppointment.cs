using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Takes an appointment back, with the reason.</summary>
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

    /// <summary>It has begun, or is over.</summary>
    public sealed record HasBegun() : Refusal(
        "intake.appointment_begun", "This appointment has begun or is over; only one that lies ahead can be cancelled.", "input.appointment");

    public static async Task<Outcome<Appointment>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
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

        if (appointment.StartsAt <= clock.GetUtcNow())
        {
            return new HasBegun();
        }

        appointment.Cancel(input.Reason, actor.User, clock.GetUtcNow());
        return Outcome.Of(appointment).Publishing(new AppointmentCancelled(appointment.Client, appointment.Id, appointment.Inquiry));
    }
}
