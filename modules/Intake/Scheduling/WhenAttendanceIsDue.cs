using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The grace time after the begin of an appointment runs out.</summary>
[Timer("intake.attendance-due@1")]
internal sealed record AttendanceDue([property: Stream] ClientId Client, AppointmentId Appointment);

/// <summary>
/// Nobody was checked in: the appointment is marked for a person to say how it was, or is a no-show by rule, as the tenant chose.
/// </summary>
[Feature("intake.scheduling")]
internal static class WhenAttendanceIsDue
{
    public static async Task<IReadOnlyList<object>> Handle(AttendanceDue due, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Appointments.FirstOrDefaultAsync(a => a.Id == due.Appointment, ct) is not { State: AppointmentState.Booked } appointment
            || appointment.StartsAt > now)
        {
            return [];
        }

        if ((await db.Rules(ct)).NoShowNeedsPerson)
        {
            appointment.Suspect(now);
            return
            [
                new NoShowSuspected(
                    appointment.Client, appointment.Id, appointment.Inquiry, appointment.Site, appointment.Clinician, appointment.StartsAt),
            ];
        }

        appointment.Miss(by: null, now);
        return [appointment.ToMissed()];
    }
}
