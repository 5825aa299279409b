using System.Text.Json;
using Xunit;
using static CarePlatform.Platform.Tests.SomeCalendar;

namespace CarePlatform.Platform.Tests;

public sealed class HolidayTests
{
    [Theory]
    [InlineData(2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData(2028, "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    public void The_federal_holidays_are_kept_on_their_observed_days(int year, string expected)
    {
        var everyDay = new CalendarDocument(
            Enum.GetValues<DayOfWeek>().ToDictionary(d => d, _ => OfficeHours[DayOfWeek.Monday]), new Holidays(["us-federal"])).In(NewYork);

        var kept = Enumerable.Range(0, 366).Select(n => new DateOnly(year, 1, 1).AddDays(n)).Where(d => d.Year == year && !everyDay.IsOpen(d));

        Assert.Equal(expected, string.Join(' ', kept.Select(d => d.ToString("MM-dd", null))));
    }

    [Fact]
    public void Juneteenth_is_kept_since_2021() =>
        Assert.Equal((true, false), (Office.IsOpen(Day("2020-06-19")), Office.IsOpen(Day("2021-06-18"))));

    [Theory]
    [InlineData("""{ "name": "Founders", "month": 3, "day": 15, "observed": "monday" }""", 2025, "2025-03-17")] // a Saturday
    [InlineData("""{ "name": "Founders", "month": 3, "day": 16, "observed": "monday" }""", 2025, "2025-03-17")] // a Sunday
    [InlineData("""{ "name": "Founders", "month": 3, "day": 15 }""", 2025, "2025-03-15")]
    [InlineData("""{ "name": "Day after Thanksgiving", "month": 11, "weekday": "thursday", "nth": 4, "daysLater": 1 }""", 2025, "2025-11-28")]
    [InlineData("""{ "name": "Last Friday", "month": 2, "weekday": "friday", "nth": -1 }""", 2025, "2025-02-28")]
    [InlineData("""{ "name": "Leap day", "month": 2, "day": 29 }""", 2025, null)]
    [InlineData("""{ "name": "Leap day", "month": 2, "day": 29 }""", 2028, "2028-02-29")]
    public void A_rule_is_data(string json, int year, string? day)
    {
        var rule = JsonSerializer.Deserialize<HolidayRule>(json, StrictJson.Options)!;

        Assert.Empty(rule.Problems());
        Assert.Equal(day is null ? null : Day(day), rule.In(year));
    }

    [Theory]
    [InlineData("""{ "name": "Never", "month": 13, "day": 1 }""", "month 13")]
    [InlineData("""{ "name": "Never", "month": 2, "day": 30 }""", "day 30")]
    [InlineData("""{ "name": "Never", "month": 2 }""", "either a day, or a weekday with nth")]
    [InlineData("""{ "name": "Never", "month": 2, "day": 1, "weekday": "monday", "nth": 1 }""", "either a day, or a weekday with nth")]
    [InlineData("""{ "name": "Never", "month": 2, "weekday": "monday", "nth": 5 }""", "number 5")]
    public void A_rule_that_cannot_be_says_why(string json, string why) =>
        Assert.Contains(
            JsonSerializer.Deserialize<HolidayRule>(json, StrictJson.Options)!.Problems(), p => p.Contains(why, StringComparison.Ordinal));

    [Fact]
    public void A_calendar_without_an_open_day_or_with_an_unknown_holiday_set_says_so()
    {
        var calendar = new CalendarDocument(new Dictionary<DayOfWeek, OpeningHours>(), new Holidays(["atlantis"]));

        Assert.Collection(
            calendar.Problems(),
            p => Assert.Contains("no open day", p, StringComparison.Ordinal),
            p => Assert.Contains("\"atlantis\"; there are: us-federal", p, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("08:00-17:00", true)]
    [InlineData("00:00-24:00", true)]
    [InlineData("17:00-08:00", false)]
    [InlineData("08:00-08:00", false)]
    [InlineData("8-17", false)]
    [InlineData("", false)]
    public void Opening_hours_are_written_as_people_write_them(string text, bool readable)
    {
        Assert.Equal(readable, OpeningHours.TryParse(text, out var hours));
        Assert.True(!readable || hours.ToString() == text);
    }
}
