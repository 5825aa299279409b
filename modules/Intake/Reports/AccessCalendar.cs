using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// The business days of several sites as rows for a query: each day with the number of open days up to and including it, so
/// that the business days between two dates are the difference of two numbers.
/// </summary>
/// <param name="Sites">The site of each row; all zeros stands for the tenant.</param>
/// <param name="Days">The day of each row.</param>
/// <param name="Ordinals">How many open days there are from the first day on, the row's day included.</param>
/// <param name="Zones">The time zone of each row's site.</param>
internal sealed record AccessCalendar(Guid[] Sites, DateOnly[] Days, int[] Ordinals, string[] Zones)
{
    /// <summary>Rows for these sites and days, both ends included.</summary>
    public static async Task<AccessCalendar> Read(Calendars calendars, IEnumerable<SiteId?> sites, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (ids, days, ordinals, zones) = (new List<Guid>(), new List<DateOnly>(), new List<int>(), new List<string>());
        foreach (var site in sites.Distinct())
        {
            var (calendar, ordinal) = (await calendars.Of(site, ct), 0);
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                ordinal += calendar.IsOpen(day) ? 1 : 0;
                ids.Add(site?.Value ?? Guid.Empty);
                days.Add(day);
                ordinals.Add(ordinal);
                zones.Add(calendar.Zone.Id);
            }
        }

        return new AccessCalendar([.. ids], [.. days], [.. ordinals], [.. zones]);
    }
}
