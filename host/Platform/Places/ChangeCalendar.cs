using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>
/// Lays down anew when the organisation, or one of its sites, works: hours of the week, holidays and closed days. Clocks that begin from now on count by it;
/// what is due already keeps its time.
/// </summary>
[Mutation, Requires("platform.places")]
internal static class ChangeCalendar
{
    /// <param name="Calendar">
    /// The whole calendar as recipes write it: <c>{"week": {"monday": "08:00-17:00"}, "holidays": {"sets": ["us-federal"], "rules": []}, "closedDays": [{"day":
    /// "2026-07-02", "reason": "Staff training"}]}</c>. A weekday that is not named is closed.
    /// </param>
    /// <param name="Site">For which site; for every site without a calendar of its own when it is left out.</param>
    public sealed record Input(JsonElement Calendar, SiteId? Site = null);

    public static async Task<Outcome<WorkCalendar>> Handle(Input input, PlaceBook places, Calendars calendars, CancellationToken ct)
    {
        if (input.Site is { } site && !await calendars.Knows(site, ct))
        {
            return new NotFound("input.site");
        }

        CalendarDocument calendar;
        try
        {
            calendar = input.Calendar.Deserialize<CalendarDocument>(StrictJson.Options) ?? throw new JsonException("The calendar is null.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or FormatException)
        {
            return new InvalidInput("input.calendar", $"The calendar cannot be read: {unreadable.Message}");
        }

        if (calendar.Problems().ToList() is { Count: > 0 } problems)
        {
            return Outcome<WorkCalendar>.Refused([.. problems.Select(p => new InvalidInput("input.calendar", p))]);
        }

        await places.Write(input.Site, calendar, ct);
        return new WorkCalendar(input.Site, IsOwn: true, calendar);
    }
}
