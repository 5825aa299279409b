using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A time is held no longer.</summary>
[Timer("intake.hold-ends@1")]
internal sealed record HoldEnds([property: Stream] ClientId Client, AppointmentId Appointment);

/// <summary>Nobody has answered: the time is free again, and an offer goes to the next in line.</summary>
[Feature("intake.scheduling")]
internal static class WhenHoldEnds
{
    public static async Task<IReadOnlyList<object>> Handle(HoldEnds ends, IntakeDb db, Waitlist waitlist, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Appointments.FirstOrDefaultAsync(a => a.Id == ends.Appointment, ct) is not { State: AppointmentState.Held } appointment
            || appointment.HeldUntil > now)
        {
            return [];
        }

        appointment.Cancel(Cancellation.NotAnswered, by: null, now);
        return [appointment.ToCancelled(), .. await waitlist.End(appointment, OfferAnswer.Expired, now, ct)];
    }
}
