using System.Globalization;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class HoldTimesTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    // Monday to Friday 8 to 17; Monday, 18 January 2027 is a holiday.
    private static readonly BusinessCalendar Office = new(
        NewYork,
        Enumerable.Range(1, 5).ToDictionary(d => (DayOfWeek)d, _ => new OpeningHours(new TimeOnly(8, 0), new TimeOnly(17, 0))),
        day => day == new DateOnly(2027, 1, 18));

    [Theory]
    [InlineData("2027-01-05T10:00-05:00", "2027-01-06T10:00-05:00")]
    [InlineData("2027-01-08T16:00-05:00", "2027-01-11T16:00-05:00")]
    [InlineData("2027-01-09T07:00-05:00", "2027-01-12T07:00-05:00")]
    [InlineData("2027-01-15T16:00-05:00", "2027-01-19T16:00-05:00")]
    public void A_question_to_a_clinician_is_not_gone_before_a_day_of_work_has_passed(string asked, string ends) =>
        Assert.Equal(At(ends), Office.ForAnswer(At(asked), 24));

    [Theory]
    [InlineData("2027-01-05T10:00-05:00", "2027-01-05T14:00-05:00")]
    [InlineData("2027-01-05T15:00-05:00", "2027-01-06T10:00-05:00")]
    [InlineData("2027-01-03T12:00-05:00", "2027-01-04T12:00-05:00")]
    [InlineData("2027-01-15T20:00-05:00", "2027-01-19T12:00-05:00")]
    public void Who_waits_is_offered_a_time_for_hours_in_which_somebody_can_call_them(string offered, string ends) =>
        Assert.Equal(At(ends), Office.ForOffer(At(offered), 4));

    [Fact]
    public void Where_no_day_is_a_working_day_hours_are_hours()
    {
        var closed = new BusinessCalendar(NewYork, new Dictionary<DayOfWeek, OpeningHours>(), _ => false);
        var now = At("2027-01-05T10:00-05:00");
        Assert.Equal(now.AddHours(4), closed.ForOffer(now, 4));
        Assert.True(closed.ForAnswer(now, 24) > now);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
