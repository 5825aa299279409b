using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Measures the third next available times as they are now.</summary>
internal static class AccessTimes
{
    private const int Third = 3;
    private static readonly TimeSpan LooksAhead = TimeSpan.FromDays(180);

    /// <summary>For this kind of visit: one line for each clinician and site that has a third free time within half a year.</summary>
    public static async Task<IReadOnlyList<AccessTime>> Measure(
        this SlotSearch search, VisitType type, IReadOnlyList<SiteId>? sites, IReadOnlyList<UserId>? clinicians, TimeProvider clock,
        CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var slots = await search.Nth(new SlotsWanted(type, now, now + LooksAhead, sites, clinicians), Third, ct);
        return [.. slots.Select(s => new AccessTime
        {
            Id = Guid.CreateVersion7(now),
            Day = today,
            Clinician = s.Clinician,
            Site = s.Site,
            VisitType = type.Id,
            StartsAt = s.StartsAt,
            Days = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(s.StartsAt, clock.LocalTimeZone).DateTime).DayNumber - today.DayNumber,
            MeasuredAt = now,
        })];
    }
}

[Query, Feature("intake.scheduling"), Requires("intake.report")]
internal static class AccessTimeQueries
{
    private const int LongestDays = 366;

    /// <summary>The third next available times as they are now, the shortest wait first.</summary>
    /// <param name="visitType">The kind of visit.</param>
    /// <param name="sites">At one of these sites.</param>
    /// <param name="clinicians">With one of these people.</param>
    public static async Task<IReadOnlyList<AccessTime>> ThirdNextAvailable(
        VisitTypeId visitType, IReadOnlyList<SiteId>? sites, IReadOnlyList<UserId>? clinicians, IntakeDb db, SlotSearch search, TimeProvider clock,
        CancellationToken ct) =>
        await db.VisitTypes.AsNoTracking().FirstOrDefaultAsync(v => v.Id == visitType, ct) is { } type
            ? await search.Measure(type, sites, clinicians, clock, ct)
            : [];

    /// <summary>The third next available times as they were written down each day at the same hour, day by day.</summary>
    /// <param name="visitType">The kind of visit.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static async Task<IReadOnlyList<AccessTime>> AccessTimes(
        VisitTypeId visitType, DateOnly from, DateOnly to, IntakeDb db, CancellationToken ct) =>
        to.DayNumber - from.DayNumber is >= 0 and <= LongestDays
            ? await db.AccessTimes.AsNoTracking().Where(a => a.VisitType == visitType && a.Day >= from && a.Day <= to)
                .OrderBy(a => a.Day).ThenBy(a => a.StartsAt).ThenBy(a => a.Id).ToListAsync(ct)
            : throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
}
