using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>When the organisation, or one of its sites, works.</summary>
/// <param name="Site">The site; null for the organisation.</param>
/// <param name="IsOwn">Whether it was laid down for the site itself.</param>
/// <param name="Calendar">The calendar.</param>
public sealed record WorkCalendar(SiteId? Site, bool IsOwn, CalendarDocument Calendar);

/// <summary>When the organisation, or one of its sites, works.</summary>
[View<WorkCalendar>]
internal static class WorkCalendarView
{
    /// <summary>The site; null for the organisation.</summary>
    public static SiteId? Site(WorkCalendar calendar) => calendar.Site;

    /// <summary>Whether it was laid down for the site itself; else it is the organisation's.</summary>
    public static bool Own(WorkCalendar calendar) => calendar.IsOwn;

    /// <summary>Hours of the week, holidays and closed days, as <c>changeCalendar</c> takes them.</summary>
    public static JsonElement Calendar(WorkCalendar calendar) => JsonSerializer.SerializeToElement(calendar.Calendar, StrictJson.Options);
}

[Query, Requires("platform.read")]
internal static class WorkCalendarQueries
{
    /// <summary>When the organisation works, or one of its sites.</summary>
    /// <param name="site">The site; the organisation when it is left out.</param>
    public static async Task<WorkCalendar?> WorkCalendar(SiteId? site, Calendars calendars, CancellationToken ct) =>
        site is { } known && !await calendars.Knows(known, ct) ? null : await calendars.DocumentOf(site, ct);
}
