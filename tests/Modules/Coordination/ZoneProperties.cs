using CarePlatform.Platform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>
/// Limits where clocks change at midnight (Havana, Beirut), by half an hour (Lord Howe), in the other half of the year (Apia) and at
/// sites that are open day and night, against somebody who watches the clock on the wall.
/// </summary>
public sealed class ZoneProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly IReadOnlyDictionary<DayOfWeek, OpeningHours> DayAndNight =
        OfficeHours.Keys.ToDictionary(d => d, _ => new OpeningHours(TimeOnly.MinValue, TimeOnly.MaxValue));

    [Fact]
    public void Minutes_count_while_the_site_is_open_by_its_own_clock() => Check.One(Thorough, Prop.ForAll(
        Cases().ToArbitrary(),
        c =>
        {
            var (at, left) = (c.From, c.Amount);
            for (; left > 0; at = at.AddMinutes(1))
            {
                left -= IsOpen(c, at) ? 1 : 0;
            }

            Assert.Equal(at, new Limit(c.Amount, TimeUnit.BusinessMinutes).After(c.From, c.Calendar));
        }));

    [Fact]
    public void A_day_limit_runs_out_with_the_last_second_of_its_day() => Check.One(Thorough, Prop.ForAll(
        Cases().ToArbitrary(),
        c =>
        {
            var days = (c.Amount % 40) + 1;
            var due = new Limit(days, TimeUnit.CalendarDays).After(c.From, c.Calendar);
            var last = c.Calendar.DayOf(c.From).AddDays(days);
            Assert.Equal((last, last.AddDays(1)), (c.Calendar.DayOf(due), c.Calendar.DayOf(due.AddSeconds(1))));
        }));

    [Fact]
    public void A_business_day_ends_when_the_site_closes() => Check.One(Thorough, Prop.ForAll(
        Cases().ToArbitrary(),
        c =>
        {
            var due = new Limit((c.Amount % 15) + 1, TimeUnit.BusinessDays).After(c.From, c.Calendar);
            Assert.True(IsOpen(c, due.AddMinutes(-1)));
            Assert.False(c.Hours == OfficeHours && IsOpen(c, due));
            var counted = 0;
            for (var day = c.Calendar.DayOf(c.From).AddDays(1); day <= c.Calendar.DayOf(due.AddSeconds(-1)); day = day.AddDays(1))
            {
                counted += c.Calendar.IsOpen(day) ? 1 : 0;
            }

            Assert.Equal((c.Amount % 15) + 1, counted);
        }));

    [Theory]
    [InlineData("\"9999-12-31\"", 9000)]
    [InlineData("\"0001-01-01\"", 1900)]
    [InlineData("\"9999-12-31T23:59:59Z\"", 9000)]
    public void A_day_that_stands_for_no_end_leaves_no_calendar(string written, int year)
    {
        var facts = Facts.Read($$"""{ "start": { "endsOn": {{written}} } }""");
        var from = facts.Instant(new FieldRef("start", "endsOn"), Office)!.Value;
        Assert.Equal(year, Office.DayOf(from).Year);
        Assert.True(new Limit(10, TimeUnit.BusinessDays).After(from, Office) > from);
    }

    [Theory]
    [InlineData("52704000 business days")]
    [InlineData("52704000 calendar months")]
    [InlineData("52704000 hours")]
    [InlineData("52704000 business hours")]
    public void What_was_once_written_down_too_long_is_read_and_counts_as_ten_years(string text)
    {
        Assert.True(Limit.TryParse(text, out var limit) && limit.IsTooLong);
        var (from, hold) = (Local("2025-06-30 09:00"), new HeldSpan(Local("2025-07-01 09:00"), Local("2025-07-02 09:00")));
        Assert.InRange(limit.After(from, Office).Year, 2033, 2070);
        Assert.InRange(limit.After(from, Office, [hold]).Year, 2033, 2070);
        Assert.InRange(limit.PartAfter(0.5, from, Office, [hold]).Year, 2029, 2050);
    }

    private static bool IsOpen(Case c, DateTimeOffset at)
    {
        var wall = TimeZoneInfo.ConvertTime(at, c.Calendar.Zone).DateTime;
        return c.Calendar.IsOpen(DateOnly.FromDateTime(wall)) && (c.Hours == DayAndNight || wall.Hour is >= 8 and < 17);
    }

    private static Gen<Case> Cases() =>
        from zone in Gen.Elements("America/New_York", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin")
        from start in Gen.Choose(0, 3 * 365 * 24 * 60)
        from amount in Gen.Choose(1, 3000)
        from isAlways in Gen.Elements(true, false)
        let hours = isAlways ? DayAndNight : OfficeHours
        select new Case(
            new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), hours, day => day.Day == 13), hours,
            new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(start), amount);

    private sealed record Case(BusinessCalendar Calendar, IReadOnlyDictionary<DayOfWeek, OpeningHours> Hours, DateTimeOffset From, int Amount)
    {
        public override string ToString() => $"{Amount} from {From:o} in {Calendar.Zone.Id}, {(Hours == DayAndNight ? "day and night" : "8 to 17")}";
    }
}
