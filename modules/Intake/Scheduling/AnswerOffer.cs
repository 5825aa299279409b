using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Says whether the client takes the time that is held for them. When they do not, they wait on, and the next in line gets it.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class AnswerOffer
{
    /// <summary>The answer.</summary>
    /// <param name="Appointment">The time that is held.</param>
    /// <param name="Accepted">Whether the client takes it.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(AppointmentId Appointment, bool Accepted, int? ExpectedVersion = null);

    public static async Task<Outcome<Appointment>> Handle(
        Input input, IntakeDb db, Booking booking, Waitlist waitlist, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.AppointmentsFor("intake.schedule").FirstOrDefaultAsync(a => a.Id == input.Appointment && a.WaitlistEntry != null, ct)
            is not { } appointment)
        {
            return new NotFound("input.appointment");
        }

        if (input.ExpectedVersion is { } expected && expected != appointment.Version)
        {
            return new VersionConflict(expected, appointment.Version);
        }

        var now = clock.GetUtcNow();
        if (appointment.State is not AppointmentState.Held || appointment.HeldUntil <= now)
        {
            return new AppointmentNotOpen(appointment.State);
        }

        if (input.Accepted)
        {
            appointment.Confirm(now);
            await booking.SetClocks(appointment, await db.Rules(ct), ct);
            return Outcome.Of(appointment).Publishing(appointment.ToBooked())
                .Publishing(await waitlist.End(appointment, OfferAnswer.Accepted, now, ct));
        }

        appointment.Cancel(Cancellation.OfferDeclined, actor.User, now);
        await booking.EndClocks(appointment, ct);
        return Outcome.Of(appointment).Publishing(appointment.ToCancelled())
            .Publishing(await waitlist.End(appointment, OfferAnswer.Declined, now, ct));
    }
}
