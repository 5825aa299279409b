using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>How a clinician's hours at a site were used, as the database gives it.</summary>
internal sealed class UtilisationRow
{
    public Guid Clinician { get; init; }

    public Guid Site { get; init; }

    public int Hours { get; init; }

    public int Booked { get; init; }

    public int Kept { get; init; }

    public int Missed { get; init; }

    public int CancelledLate { get; init; }
}

/// <summary>
/// How the hours of clinicians were used: what they could see people, what was booked of it, kept, missed and cancelled late. A group
/// counts its time once. Minutes, by clinician and site.
/// </summary>
[Query, Feature("intake.scheduling"), Requires("intake.report")]
internal static class Utilisation
{
    private const int LongestDays = 366;

    /// <param name="from">The first day, of the organisation.</param>
    /// <param name="to">The last day.</param>
    /// <param name="sites">At one of these sites.</param>
    /// <param name="clinicians">Of one of these people.</param>
    public static async Task<IReadOnlyList<UtilisationRow>> Handle(
        DateOnly from, DateOnly to, IReadOnlyList<SiteId>? sites, IReadOnlyList<UserId>? clinicians, IntakeDb db, People people,
        Calendars calendars, Absences absences, CancellationToken ct)
    {
        if (to.DayNumber - from.DayNumber is < 0 or > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        var tenant = await calendars.Of(site: null, ct);
        var (since, before) = (tenant.At(from, TimeOnly.MinValue), tenant.At(to.AddDays(1), TimeOnly.MinValue));
        var at = sites ?? await db.ClinicHours.AsNoTracking().Select(h => h.Site).Distinct().ToListAsync(ct);
        var days = await OpenDays.Read(calendars, absences, at, since, before, ct);
        Guid[] who = [.. clinicians?.Select(c => c.Value) ?? (await people.Users(ct)).Select(u => u.Id.Value)];
        Guid[] where = [.. at.Select(s => s.Value)];
        return await db.Database.SqlQuery<UtilisationRow>($"""
            with worked as (
                select w.clinician, w.site, sum(extract(epoch from upper(h.span) - lower(h.span)) / 60)::int as minutes
                from intake.hours_worked(
                    {days.Sites}, {days.Days}, {days.Zones}, {who}, {days.Away}, {days.AwayFrom}, {days.AwayUntil}, null, null) w
                cross join lateral unnest(w.hours * tstzmultirange(tstzrange({since}, {before}))) as h (span)
                group by w.clinician, w.site
            ), visits as (
                select a.clinician, a.site, a.starts_at, max(extract(epoch from a.ends_at - a.starts_at) / 60)::int as minutes,
                       bool_or(a.state in ('booked', 'checked-in', 'no-show')) as booked, bool_or(a.state = 'checked-in') as kept,
                       bool_and(a.state = 'no-show') as missed, bool_and(a.state = 'cancelled' and a.late) as late
                from intake.appointments a
                where a.clinician = any ({who}) and a.site = any ({where}) and a.starts_at >= {since} and a.starts_at < {before}
                group by a.clinician, a.site, a.starts_at
            ), used as (
                select clinician, site, (sum(minutes) filter (where booked))::int as booked, (sum(minutes) filter (where kept))::int as kept,
                       (sum(minutes) filter (where missed))::int as missed, (sum(minutes) filter (where late))::int as late
                from visits group by clinician, site
            )
            select clinician, site, coalesce(w.minutes, 0) as hours, coalesce(u.booked, 0) as booked, coalesce(u.kept, 0) as kept,
                   coalesce(u.missed, 0) as missed, coalesce(u.late, 0) as "CancelledLate"
            from worked w full join used u using (clinician, site)
            order by clinician, site
            """).ToListAsync(ct);
    }
}

/// <summary>How a clinician's hours at a site were used.</summary>
[View<UtilisationRow>("ClinicianUtilisation")]
internal static class UtilisationView
{
    private const int ShareDigits = 4;

    /// <summary>Whose hours.</summary>
    public static UserId Clinician(UtilisationRow row) => new(row.Clinician);

    /// <summary>Where.</summary>
    public static SiteId Site(UtilisationRow row) => new(row.Site);

    /// <summary>In so many minutes people could be seen.</summary>
    public static int HoursMinutes(UtilisationRow row) => row.Hours;

    /// <summary>So many minutes were booked and not cancelled.</summary>
    public static int BookedMinutes(UtilisationRow row) => row.Booked;

    /// <summary>In so many minutes the client had come.</summary>
    public static int KeptMinutes(UtilisationRow row) => row.Kept;

    /// <summary>In so many minutes the client did not come.</summary>
    public static int MissedMinutes(UtilisationRow row) => row.Missed;

    /// <summary>So many minutes were cancelled late and not booked again for the same time.</summary>
    public static int CancelledLateMinutes(UtilisationRow row) => row.CancelledLate;

    /// <summary>The share of the hours that was kept; null when there were no hours.</summary>
    public static decimal? KeptShare(UtilisationRow row) =>
        row.Hours == 0 ? null : Math.Round((decimal)row.Kept / row.Hours, ShareDigits, MidpointRounding.AwayFromZero);
}
