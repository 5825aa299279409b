using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The clinician has answered whether somebody may come on top of their day: the held time is agreed, or free again.</summary>
[Feature("intake.scheduling")]
internal static class WhenAddOnDecided
{
    public static async Task<IReadOnlyList<object>> Handle(
        DecisionAnswered answered, IntakeDb db, Booking booking, TimeProvider clock, CancellationToken ct)
    {
        if (!Id.TryParse<AppointmentId>(answered.Subject, out var id)
            || await db.Appointments.FirstOrDefaultAsync(a => a.Id == id, ct) is not { State: AppointmentState.Held, WaitlistEntry: null } appointment)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        if (answered.Answer is DecisionAnswer.Grant && appointment.StartsAt > now)
        {
            appointment.Confirm(now);
            await booking.SetClocks(appointment, await db.Rules(ct), ct);
            return [appointment.ToBooked()];
        }

        appointment.Cancel(answered.ByDefault ? Cancellation.NotAnswered : Cancellation.ClinicianDeclined, answered.AnsweredBy, now);
        await booking.EndClocks(appointment, ct);
        return [appointment.ToCancelled()];
    }
}
