using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

public sealed class LimitTests
{
    [Theory]
    [InlineData("immediately")]
    [InlineData("1 minute")]
    [InlineData("15 business minutes")]
    [InlineData("1 business day")]
    [InlineData("10 business days")]
    [InlineData("60 calendar days")]
    [InlineData("6 calendar months")]
    [InlineData("24 hours")]
    public void A_length_of_time_reads_back_as_it_is_written(string text)
    {
        Assert.True(Limit.TryParse(text, out var limit));
        Assert.Equal(text, limit.ToString());
    }

    [Theory]
    [InlineData("0 minutes")]
    [InlineData("-1 hours")]
    [InlineData("soon")]
    [InlineData("15")]
    [InlineData("15  minutes")]
    [InlineData("1.5 hours")]
    [InlineData("3 fortnights")]
    [InlineData("99999999999 minutes")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_length_of_time_or_one_of_zero_is_refused(string? text) => Assert.False(Limit.TryParse(text, out _));

    // The worked examples of the operating standards: day 0 is the date of the request, and day n is counted in (day 0, …].
    [Theory]
    [InlineData("2025-11-26 09:00", "1 business day", "2025-11-28 17:00")] // Thanksgiving lies between
    [InlineData("2025-11-26 22:30", "1 business day", "2025-11-28 17:00")] // after hours: the date counts, not the hour
    [InlineData("2025-06-30 10:00", "10 business days", "2025-07-15 17:00")] // Independence Day lies between
    [InlineData("2025-05-01 10:00", "10 business days", "2025-05-15 17:00")]
    [InlineData("2025-05-01 10:00", "60 calendar days", "2025-06-30 23:59")]
    [InlineData("2025-08-31 10:00", "6 calendar months", "2026-02-28 23:59")] // no 31 February
    [InlineData("2025-11-28 16:50", "15 business minutes", "2025-12-01 08:05")] // over a weekend
    [InlineData("2025-11-26 20:00", "15 business minutes", "2025-11-28 08:15")]
    [InlineData("2025-12-24 16:00", "2 business hours", "2025-12-26 09:00")]
    [InlineData("2025-11-26 20:00", "15 minutes", "2025-11-26 20:15")]
    [InlineData("2025-11-26 20:00", "immediately", "2025-11-26 20:00")]
    public void A_limit_runs_out_when_the_standard_says(string from, string limit, string due)
    {
        Assert.True(Limit.TryParse(limit, out var length));
        Assert.Equal(Local(due), WholeMinute(length.After(Local(from), Office)));
    }

    [Fact]
    public void Hours_are_elapsed_time_when_the_clocks_change_and_days_end_by_the_clock_on_the_wall()
    {
        var nightBefore = Local("2026-03-07 12:00"); // clocks go forward on 8 March
        Assert.Equal(Local("2026-03-08 13:00"), new Limit(24, TimeUnit.Hours).After(nightBefore, Office));
        Assert.Equal(Local("2026-03-08 23:59"), WholeMinute(new Limit(1, TimeUnit.CalendarDays).After(nightBefore, Office)));
        Assert.Equal(Local("2025-11-03 08:30"), new Limit(90, TimeUnit.BusinessMinutes).After(Local("2025-10-31 16:00"), Office)); // back on 2 November
    }

    [Fact]
    public void A_week_of_holidays_only_is_passed_over()
    {
        var calendar = new BusinessCalendar(NewYork, OfficeHours, day => day >= new DateOnly(2025, 12, 22) && day <= new DateOnly(2025, 12, 26));
        Assert.Equal(Local("2025-12-29 17:00"), new Limit(1, TimeUnit.BusinessDays).After(Local("2025-12-19 10:00"), calendar));
        Assert.Equal(Local("2025-12-29 09:00"), new Limit(2, TimeUnit.BusinessHours).After(Local("2025-12-19 16:00"), calendar));
    }

    [Theory]
    [InlineData("due", "due")]
    [InlineData("due + 4 business hours", "due + 4 business hours")]
    [InlineData("due + immediately", "due")]
    public void A_rung_comes_at_the_due_time_or_some_time_after(string text, string shown)
    {
        Assert.True(AfterDue.TryParse(text, out var after));
        Assert.Equal(shown, after.ToString());
    }

    [Theory]
    [InlineData("due - 1 hour")]
    [InlineData("due +1 hour")]
    [InlineData("4 hours")]
    [InlineData("due + 0 hours")]
    public void A_rung_at_no_known_time_is_refused(string text) => Assert.False(AfterDue.TryParse(text, out _));

    private static DateTimeOffset WholeMinute(DateTimeOffset instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
