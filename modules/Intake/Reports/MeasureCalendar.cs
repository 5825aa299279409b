using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// The business days of several sites as rows for a query, as measures count them: weekdays that are no holiday, and without the
/// closings of the clinic unless the tenant's rules say so.
/// </summary>
/// <param name="Sites">The site of each row; all zeros stands for the tenant.</param>
/// <param name="Days">The day of each row.</param>
/// <param name="Ordinals">How many open days there are from the first day on, the row's day included.</param>
/// <param name="Open">Whether the row's day is open.</param>
/// <param name="Zones">The time zone of each row's site.</param>
/// <param name="Zone">The time zone of the tenant.</param>
internal sealed record MeasureCalendar(Guid[] Sites, DateOnly[] Days, int[] Ordinals, bool[] Open, string[] Zones, string Zone)
{
    /// <summary>Rows for these sites and days, both ends included; the tenant's own are always among them.</summary>
    public static async Task<MeasureCalendar> Read(
        Calendars calendars, IEnumerable<SiteId?> sites, bool closures, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (ids, days, ordinals, open, zones) = (new List<Guid>(), new List<DateOnly>(), new List<int>(), new List<bool>(), new List<string>());
        foreach (var site in sites.Prepend(null).Distinct())
        {
            var (calendar, ordinal) = (closures ? await calendars.Of(site, ct) : await calendars.WeekdaysOf(site, ct), 0);
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                var works = calendar.IsOpen(day);
                ordinal += works ? 1 : 0;
                ids.Add(site?.Value ?? Guid.Empty);
                days.Add(day);
                ordinals.Add(ordinal);
                open.Add(works);
                zones.Add(calendar.Zone.Id);
            }
        }

        return new MeasureCalendar([.. ids], [.. days], [.. ordinals], [.. open], [.. zones], zones[0]);
    }
}
