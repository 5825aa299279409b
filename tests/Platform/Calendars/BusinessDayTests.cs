using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Platform.Tests.SomeCalendar;

namespace CarePlatform.Platform.Tests;

public sealed class BusinessDayTests
{
    [Theory]
    [InlineData("2025-07-03", "2025-07-07", 1)] // 4 July and the weekend do not count
    [InlineData("2025-06-30", "2025-07-15", 10)]
    [InlineData("2025-03-07", "2025-03-07", 0)]
    [InlineData("2025-03-07", "2025-03-10", 1)]
    [InlineData("2025-03-08", "2025-03-10", 1)] // Saturday to Monday
    [InlineData("2025-11-26", "2025-11-28", 1)] // Thanksgiving between them
    [InlineData("2025-05-01", "2025-05-15", 10)]
    [InlineData("2026-07-02", "2026-07-06", 1)] // 4 July 2026 is kept on Friday the 3rd
    [InlineData("2025-12-24", "2026-01-02", 5)] // Christmas and New Year's Day
    [InlineData("2027-12-30", "2028-01-03", 1)] // New Year's Day 2028 is kept on 31 December 2027
    [InlineData("2025-07-07", "2025-07-03", -1)]
    public void Business_days_between_two_days_are_counted_after_the_first_up_to_the_last(string from, string to, int days) =>
        Assert.Equal(days, Office.BusinessDaysBetween(Day(from), Day(to)));

    [Theory]
    [InlineData("2025-11-26", 1, "2025-11-28")]
    [InlineData("2025-06-30", 10, "2025-07-15")]
    [InlineData("2025-05-01", 10, "2025-05-15")]
    [InlineData("2025-05-23", 1, "2025-05-27")] // over Memorial Day
    [InlineData("2025-01-31", 1, "2025-02-03")] // over the end of a month that is a weekend
    [InlineData("2024-02-28", 2, "2024-03-01")] // over 29 February
    [InlineData("2025-03-08", 0, "2025-03-08")]
    public void A_limit_in_business_days_is_due_on_the_nth_business_day(string from, int days, string due) =>
        Assert.Equal(Day(due), Office.AddBusinessDays(Day(from), days));

    [Theory]
    [InlineData("2025-11-26 23:30", 1, "2025-11-28 17:00")] // after hours: day 0 is the local date of the request
    [InlineData("2025-11-26 08:00", 1, "2025-11-28 17:00")]
    [InlineData("2025-03-07 09:00", 1, "2025-03-10 17:00")] // the clocks go forward between them
    [InlineData("2025-10-31 09:00", 1, "2025-11-03 17:00")] // and back
    [InlineData("2025-03-07 09:00", 0, "2025-03-07 17:00")]
    [InlineData("2025-03-07 17:00", 0, "2025-03-10 17:00")] // nothing is left of this day
    [InlineData("2025-03-08 09:00", 0, "2025-03-10 17:00")]
    public void A_limit_runs_out_at_the_close_of_business(string start, int days, string due) =>
        Assert.Equal(Local(due), Office.EndOfBusinessDay(Local(start), days));

    [Fact]
    public void Close_of_business_at_midnight_is_the_beginning_of_the_next_day() =>
        Assert.Equal(Local("2025-07-04 00:00"), AroundTheClock.EndOfBusinessDay(Local("2025-07-02 12:00"), 1));

    [Fact]
    public void A_week_of_nothing_but_closed_days_just_moves_the_limit_on()
    {
        var closed = Enumerable.Range(0, 7).Select(i => new ClosedDay(Day("2025-08-04").AddDays(i), "Moving house")).ToList();
        var calendar = new CalendarDocument(OfficeHours, new Holidays(), closed).In(NewYork);

        Assert.Equal(Day("2025-08-11"), calendar.AddBusinessDays(Day("2025-08-01"), 1));
        Assert.Equal(Local("2025-08-11 09:00"), calendar.AddBusinessTime(Local("2025-08-01 16:00"), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_calendar_that_is_never_open_says_so_instead_of_searching_forever()
    {
        var calendar = new BusinessCalendar(NewYork, OfficeHours, _ => true);

        var refused = Assert.Throws<ClosedCalendarException>(() => calendar.AddBusinessDays(Day("2025-01-01"), 1));
        Assert.Contains("2025-01-01", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ClosedCalendarException>(() => calendar.AddBusinessTime(Local("2025-01-01 09:00"), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Days_cannot_be_added_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.AddBusinessDays(Day("2025-01-01"), -1));

    [Fact]
    public void Counting_is_the_inverse_of_adding() => Prop.ForAll(
        Days, Gen.Choose(0, 600).ToArbitrary(),
        (from, n) => Office.BusinessDaysBetween(from, Office.AddBusinessDays(from, n)) == n).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_reaches_the_first_day_that_counts() => Prop.ForAll(
        Days, Gen.Choose(1, 600).ToArbitrary(),
        (from, n) => Office.AddBusinessDays(from, n) is var due
            && Office.IsOpen(due) && Office.BusinessDaysBetween(from, due.AddDays(-1)) == n - 1).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_start_or_a_longer_limit_is_never_due_earlier() => Prop.ForAll(
        Days, Gen.Choose(0, 300).Two().ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(),
        (from, limits, later) =>
        {
            var (shorter, longer) = (Math.Min(limits.Item1, limits.Item2), Math.Max(limits.Item1, limits.Item2));
            return Office.AddBusinessDays(from, shorter) <= Office.AddBusinessDays(from, longer)
                && Office.AddBusinessDays(from, shorter) <= Office.AddBusinessDays(from.AddDays(later), shorter);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<DateOnly> Days => Gen.Choose(0, 40 * 365).Select(n => new DateOnly(2000, 1, 1).AddDays(n)).ToArbitrary();
}
