using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// The business days of several sites for a query, as measures count them: weekdays that are no holiday, and without the closings of the
/// clinic unless the tenant's rules say so. The days of all sites stand one behind the other, so that a day is found by arithmetic.
/// </summary>
/// <param name="Sites">The sites; all zeros stands for the tenant, which comes first.</param>
/// <param name="Zones">The time zone of each site.</param>
/// <param name="Bases">Where the days of each site begin, counted from 1.</param>
/// <param name="Begins">The first day of every site.</param>
/// <param name="Ordinals">How many open days there are from a site's first day on, the day itself included.</param>
/// <param name="Open">Whether the day is open.</param>
internal sealed record MeasureCalendar(Guid[] Sites, string[] Zones, int[] Bases, DateOnly Begins, int[] Ordinals, bool[] Open)
{
    /// <summary>These sites and days, both ends included; the tenant's own are always among them.</summary>
    public static async Task<MeasureCalendar> Read(
        Calendars calendars, IEnumerable<SiteId?> sites, bool closures, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (ids, zones, bases, ordinals, open) = (new List<Guid>(), new List<string>(), new List<int>(), new List<int>(), new List<bool>());
        foreach (var site in sites.Prepend(null).Distinct())
        {
            var (calendar, ordinal) = (closures ? await calendars.Of(site, ct) : await calendars.WeekdaysOf(site, ct), 0);
            ids.Add(site?.Value ?? Guid.Empty);
            zones.Add(calendar.Zone.Id);
            bases.Add(ordinals.Count + 1);
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                var works = calendar.IsOpen(day);
                ordinal += works ? 1 : 0;
                ordinals.Add(ordinal);
                open.Add(works);
            }
        }

        return new MeasureCalendar([.. ids], [.. zones], [.. bases], from, [.. ordinals], [.. open]);
    }
}
