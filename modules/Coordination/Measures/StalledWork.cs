using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Open work on which nobody has done anything for some business days. What the system does by itself, such as escalating or handing
/// on, is no progress.
/// </summary>
[Query, Feature("coordination"), Requires(MeasureReach.Permission)]
internal static class StalledWork
{
    // A longer wait would be a mistake in the number.
    private const int Most = 366;

    /// <param name="idleDays">Whole business days without progress, in the calendar of the organisation; 1 to 366.</param>
    /// <param name="where">Narrows the work.</param>
    public static async Task<Connection<WorkItem>> Handle(
        int idleDays, MeasureFilter? where, Page page, CoordinationDb db, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        if (idleDays is < 1 or > Most)
        {
            throw new InvalidPageException($"Ask for 1 to {Most} business days without progress.");
        }

        var since = IdleSince(await calendars.Of(site: null, ct), clock.GetUtcNow(), idleDays);
        return await (where ?? MeasureFilter.Everything).Of(MeasureReach.Items(db).AsNoTracking(), db)
            .Where(i => i.State == WorkItemState.Open && i.OpenedAt < since)
            .Where(i => !db.History.Any(h => h.Item == i.Id && h.At >= since && (h.By != null || h.What == Happening.Retimed)))
            .ToConnection(page, MeasuredItems.FirstDue, ct);
    }

    // The end of the last day from which so many business days have passed.
    private static DateTimeOffset IdleSince(BusinessCalendar calendar, DateTimeOffset now, int days)
    {
        var (today, day) = (calendar.DayOf(now), calendar.DayOf(now));
        for (var (left, steps) = (days, 0); left > 0 && steps < 2 * Most; steps++)
        {
            left -= calendar.IsOpen(day) ? 1 : 0;
            day = day.AddDays(-1);
        }

        return day < today ? calendar.At(day.AddDays(1), TimeOnly.MinValue) : now;
    }
}
