using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// How long people wait from their request to their first appointment, and how many are seen within the limit of their acuity.
/// Business days are those d with request &lt; d ≤ appointment in the calendar of the site: the same day counts 0.
/// </summary>
[Query, Feature("intake.access-report"), Requires("intake.report")]
internal static class TimeToFirstAppointment
{
    // A longer window would be a mistake in the dates.
    private const int LongestDays = 3660;

    /// <param name="from">The first day on which the requests were received, in the time zone of the organisation.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what people are put together.</param>
    public static async Task<IReadOnlyList<AccessGroup>> Handle(
        DateOnly from, DateOnly to, AccessBy by, IntakeDb db, RequestAccess access, Calendars calendars, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        var tenant = await calendars.Of(site: null, ct);
        var asked = new AccessAsked(by, tenant.At(from, TimeOnly.MinValue), tenant.At(to.AddDays(1), TimeOnly.MinValue));
        var inquiries = Rows(db, actor, asked);
        var sites = await inquiries.Select(i => i.Site).Distinct().ToListAsync(ct);
        var lastStart = await db.Appointments
            .Where(a => (a.State == AppointmentState.Booked || a.State == AppointmentState.CheckedIn) && inquiries.Any(i => i.Id == a.Inquiry)).MaxAsync(a => (DateTimeOffset?)a.StartsAt, ct);
        // A day to spare on both sides: the site's day may differ from the tenant's.
        var now = clock.GetUtcNow();
        var lastDay = tenant.DayOf(lastStart > now ? lastStart.Value : now).AddDays(1);
        var calendar = await AccessCalendar.Read(calendars, sites, from.AddDays(-1), lastDay > to ? lastDay : to.AddDays(1), ct);
        var limits = await db.Settings.AsNoTracking().Select(s => s.Limits).FirstOrDefaultAsync(ct) ?? AccessLimits.Usual;
        var rows = await db.Database.SqlQuery<AccessRow>(AccessSql.Of(asked, actor, access.Programs, calendar, limits, now)).ToListAsync(ct);
        return [.. rows.Select(r => r.ToGroup(asked))];
    }

    /// <summary>The inquiries that the report looks at: received in the window, duplicates and mistakes left out.</summary>
    internal static IQueryable<Inquiry> Rows(IntakeDb db, Actor actor, AccessAsked asked) =>
        db.InquiriesFor("intake.report").Where(
            i => i.ReceivedAt >= asked.From && i.ReceivedAt < asked.Before && (i.Resolution == null || i.Resolution != Resolution.Duplicate));

    /// <summary>The inquiries behind one group.</summary>
    internal static IQueryable<Inquiry> Rows(IntakeDb db, Actor actor, AccessGroup group, IReadOnlyList<string> programs)
    {
        var rows = Rows(db, actor, group.Asked).AsNoTracking();
        return group.Asked.By switch
        {
            AccessBy.Door => rows.Where(i => i.Door == group.Door),
            AccessBy.Site => rows.Where(i => i.Site == group.Site),
            _ => rows.Where(i => (i.SourceProgram == null || programs.Contains(i.SourceProgram) ? i.Acuity : i.OutsideAcuity) == group.Acuity),
        };
    }
}
