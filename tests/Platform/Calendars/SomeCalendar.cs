using System.Globalization;

namespace CarePlatform.Platform.Tests;

/// <summary>Calendars and days as the tests of this folder name them.</summary>
internal static class SomeCalendar
{
    public static TimeZoneInfo NewYork { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static IReadOnlyDictionary<DayOfWeek, OpeningHours> OfficeHours { get; } = Enum.GetValues<DayOfWeek>()
        .Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        .ToDictionary(d => d, _ => new OpeningHours(new TimeOnly(8, 0), new TimeOnly(17, 0)));

    /// <summary>Monday to Friday 08:00-17:00 in New York, closed on federal holidays.</summary>
    public static BusinessCalendar Office { get; } = new CalendarDocument(OfficeHours, new Holidays(["us-federal"])).In(NewYork);

    /// <summary>Always open, in New York.</summary>
    public static BusinessCalendar AroundTheClock { get; } = new CalendarDocument(
        Enum.GetValues<DayOfWeek>().ToDictionary(d => d, _ => new OpeningHours(TimeOnly.MinValue, TimeOnly.MaxValue)),
        new Holidays()).In(NewYork);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A local time in New York as an instant.</summary>
    public static DateTimeOffset Local(string text)
    {
        var local = DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, NewYork.GetUtcOffset(local)).ToUniversalTime();
    }
}
