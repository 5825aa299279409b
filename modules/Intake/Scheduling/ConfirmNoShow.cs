using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Says that the client did not come. What follows is a workflow of Coordination.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class ConfirmNoShow
{
    /// <summary>Who did not come.</summary>
    /// <param name="Appointment">To which appointment.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(AppointmentId Appointment, int? ExpectedVersion = null);

    /// <summary>The grace time has not run out.</summary>
    /// <param name="Until">When it will have.</param>
    public sealed record StillInTime(DateTimeOffset Until) : Refusal(
        "intake.still_in_time", $"The client may still come: the grace time ends at {Until:yyyy-MM-dd HH:mm} UTC.", "input.appointment");

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

        if (appointment.State is not AppointmentState.Booked)
        {
            return new AppointmentNotOpen(appointment.State);
        }

        var (now, grace) = (clock.GetUtcNow(), appointment.StartsAt.AddMinutes((await db.Rules(ct)).GraceMinutes));
        if (now < grace)
        {
            return new StillInTime(grace);
        }

        appointment.Miss(actor.User, now);
        await booking.EndClocks(appointment, ct);
        return Outcome.Of(appointment).Publishing(appointment.ToMissed());
    }
}
