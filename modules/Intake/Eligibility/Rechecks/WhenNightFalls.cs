using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Every night those are asked about of whom something is open, and everybody on the 1st. It carries no feature, so that the clock goes on
/// while the feature is off: the re-check itself does.
/// </summary>
internal static class WhenNightFalls
{
    public static async Task Handle(NightFalls falls, EligibilityDesk desk, NightClock nights, Timers timers, IntakeDb db, TenantClock clock, CancellationToken ct)
    {
        await nights.Set(await desk.Rules(ct), ct);
        var today = clock.DayOf(clock.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1);

        // After downtime, or a leap of a sandbox's clock, one night stands for all that were missed.
        var scope = first > falls.Since ? RunScope.Caseload : RunScope.Pending;
        if (await db.EligibilityRuns.AnyAsync(r => r.Day == today && r.Scope == scope, ct))
        {
            return;
        }

        var run = Id.New<EligibilityRunId>(clock);
        await timers.Set(new RecheckDue(run, scope, today, After: null), run.ToString(), clock.GetUtcNow(), ct);
    }
}
