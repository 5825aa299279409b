using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Platform.Tests.SomeCalendar;

namespace CarePlatform.Platform.Tests;

public sealed class BusinessTimeTests
{
    [Theory]
    [InlineData("2025-07-03 16:00", 2, "2025-07-07 09:00")] // over the holiday and the weekend
    [InlineData("2025-07-03 16:00", 1, "2025-07-03 17:00")] // closing time is still within
    [InlineData("2025-07-03 18:00", 1, "2025-07-07 09:00")]
    [InlineData("2025-07-02 06:00", 1, "2025-07-02 09:00")]
    [InlineData("2025-07-02 17:00", 0, "2025-07-03 08:00")]
    [InlineData("2025-03-07 16:00", 10, "2025-03-10 17:00")] // nine hours on Monday, although the clocks went forward
    [InlineData("2025-10-31 16:00", 10, "2025-11-03 17:00")]
    public void Only_open_hours_count(string start, int hours, string due) =>
        Assert.Equal(Local(due), Office.AddBusinessTime(Local(start), TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("2025-03-08 12:00")]
    [InlineData("2025-11-01 12:00")]
    public void Where_it_is_always_open_a_day_has_24_hours_even_when_the_clocks_change(string start) =>
        Assert.Equal(Local(start).AddHours(48), AroundTheClock.AddBusinessTime(Local(start), TimeSpan.FromHours(48)));

    [Fact]
    public void A_time_that_the_clocks_skip_is_moved_on_and_of_one_that_comes_twice_the_second_is_meant()
    {
        Assert.Equal(Local("2025-03-09 03:30"), Office.At(Day("2025-03-09"), new TimeOnly(2, 30)));
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 6, 30, 0, TimeSpan.Zero), Office.At(Day("2025-11-02"), new TimeOnly(1, 30)));
    }

    [Fact]
    public void A_skip_of_half_an_hour_is_moved_on_by_half_an_hour()
    {
        var lordHowe = TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe");
        var calendar = new CalendarDocument(OfficeHours, new Holidays()).In(lordHowe);

        // 2025-10-05 at 02:00 the clocks there go from +10:30 to +11:00.
        Assert.Equal(new DateTimeOffset(2025, 10, 5, 2, 45, 0, TimeSpan.FromHours(11)), calendar.At(Day("2025-10-05"), new TimeOnly(2, 15)));
    }

    [Fact]
    public void The_day_of_an_instant_is_the_sites_day() =>
        Assert.Equal(Day("2025-07-03"), Office.DayOf(new DateTimeOffset(2025, 7, 4, 3, 59, 0, TimeSpan.Zero)));

    [Fact]
    public void Business_time_never_lands_outside_open_hours() => Prop.ForAll(
        Instants, Minutes,
        (start, minutes) =>
        {
            var due = Office.AddBusinessTime(start, TimeSpan.FromMinutes(minutes));
            var local = TimeZoneInfo.ConvertTime(due, NewYork).TimeOfDay;
            return due >= start && Office.IsOpen(Office.DayOf(due)) && local >= TimeSpan.FromHours(8) && local <= TimeSpan.FromHours(17);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Time_added_in_two_parts_is_time_added_at_once() => Prop.ForAll(
        Instants, Minutes, Minutes,
        (start, first, second) =>
            Office.AddBusinessTime(Office.AddBusinessTime(start, TimeSpan.FromMinutes(first)), TimeSpan.FromMinutes(second + 1))
            == Office.AddBusinessTime(start, TimeSpan.FromMinutes(first + second + 1))).QuickCheckThrowOnFailure();

    private static Arbitrary<DateTimeOffset> Instants => Gen.Choose(0, 20 * 365 * 24 * 60)
        .Select(n => new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(n)).ToArbitrary();

    private static Arbitrary<int> Minutes => Gen.Choose(0, 20_000).ToArbitrary();
}
