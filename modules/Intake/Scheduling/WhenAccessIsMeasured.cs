using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The hour of the day at which the third next available times are written down.</summary>
[Timer("intake.access-due@1")]
internal sealed record AccessDue([property: Stream] TenantId Tenant);

/// <summary>
/// Writes the third next available times down, one statement for each kind of visit, and sets the next day's timer. After a pause it is
/// done once, not once for each day that was missed: what was free then nobody knows any more.
/// </summary>
[Feature("intake.scheduling")]
internal static class WhenAccessIsMeasured
{
    public const string Key = "daily";

    public static async Task Handle(
        AccessDue due, IntakeDb db, SlotSearch search, Calendars calendars, Timers timers, TimeProvider clock, CancellationToken ct)
    {
        var (today, rules) = (clock.Today(), await db.Rules(ct));
        if (!await db.AccessTimes.AnyAsync(a => a.Day == today, ct))
        {
            foreach (var type in await db.VisitTypes.AsNoTracking().Where(v => v.RetiredAt == null).ToListAsync(ct))
            {
                db.AddRange(await search.Measure(type, sites: null, clinicians: null, clock, ct));
            }
        }

        var calendar = await calendars.Of(site: null, ct);
        await timers.Set(due, Key, calendar.At(today.AddDays(1), new TimeOnly(rules.AccessHour, 0)), ct);
    }
}
