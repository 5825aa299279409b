using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A client came to an appointment: a visit, for measures that ask for one.</summary>
[Replayable, Feature("referrals")]
internal static class WhenClientCheckedIn
{
    public static async Task Handle(AppointmentCheckedIn came, ReferralsDb db, CancellationToken ct)
    {
        if (!await db.MeasuredVisits.AnyAsync(v => v.Id == came.Appointment.Value, ct))
        {
            db.Add(new MeasuredVisit
            {
                Id = came.Appointment.Value,
                Client = came.Client,
                FirstClient = came.Client,
                At = came.CheckedInAt,
                Kind = MeasuredVisit.KindOf(came.Mode),
            });
        }
    }
}
