using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Somebody has come for an appointment: their payers are asked for that day, unless that was done already.</summary>
[Feature("intake.eligibility")]
internal static class WhenClientChecksIn
{
    public static async Task<IReadOnlyList<object>> Handle(
        AppointmentCheckedIn came, IntakeDb db, EligibilityDesk desk, TenantClock clock, CancellationToken ct)
    {
        var day = clock.DayOf(came.CheckedInAt);
        var client = await db.Clients.FirstOrDefaultAsync(c => c.Id == came.Client, ct);
        if (client is null || client.Problem("client") is not null
            || await db.EligibilityChecks.AnyAsync(c => c.Client == came.Client && c.Reason == CheckReason.CheckIn && c.FromDay == day, ct))
        {
            return [];
        }

        var answers = await desk.Ask([client], only: null, new Inquired(CheckReason.CheckIn, day, day, Appointment: came.Appointment), ct);
        return await desk.Settle(answers, ct);
    }
}
