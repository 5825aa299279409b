using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// What the arithmetic of free time needs to know besides the module's tables, as rows for a statement: the days on which each site
/// works, and who is away when.
/// </summary>
internal sealed record OpenDays(
    Guid[] Sites, DateOnly[] Days, string[] Zones, Guid[] Away, DateTimeOffset[] AwayFrom, DateTimeOffset[] AwayUntil)
{
    /// <summary>The days of these sites that lie in the span of time.</summary>
    public static async Task<OpenDays> Read(
        Calendars calendars, Absences absences, IEnumerable<SiteId> sites, DateTimeOffset since, DateTimeOffset before, CancellationToken ct)
    {
        var (ids, days, zones) = (new List<Guid>(), new List<DateOnly>(), new List<string>());
        foreach (var site in sites)
        {
            var calendar = await calendars.Of(site, ct);
            for (var (day, last) = (calendar.DayOf(since), calendar.DayOf(before)); day <= last; day = day.AddDays(1))
            {
                if (calendar.IsOpen(day))
                {
                    ids.Add(site.Value);
                    days.Add(day);
                    zones.Add(calendar.Zone.Id);
                }
            }
        }

        // An absence is a matter of days of the tenant, whatever the zone of the site.
        var tenant = await calendars.Of(site: null, ct);
        var away = (await absences.From(tenant.DayOf(since), ct)).Where(a => a.FirstDay <= tenant.DayOf(before)).ToList();
        return new OpenDays(
            [.. ids], [.. days], [.. zones],
            [.. away.Select(a => a.Person.Value)],
            [.. away.Select(a => tenant.At(a.FirstDay, TimeOnly.MinValue))],
            [.. away.Select(a => a.LastDay is { } last ? tenant.At(last.AddDays(1), TimeOnly.MinValue) : DateTimeOffset.MaxValue.AddYears(-1))]);
    }
}
