using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Clocks against an oracle that walks minute by minute and looks at the clock on the wall.</summary>
public sealed class HeldTimeProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Every_limit_runs_out_when_somebody_who_watches_the_clock_says_so() => Check.One(Thorough, Prop.ForAll(
        Cases().ToArbitrary(),
        c => Assert.Equal(Walk(c.Limit, c.From, c.Holds), c.Limit.After(c.From, Office, c.Holds))));

    [Fact]
    public void A_hold_never_brings_the_due_time_nearer_and_amber_and_red_stay_before_it() => Check.One(Thorough, Prop.ForAll(
        Cases().ToArbitrary(),
        c =>
        {
            var due = c.Limit.After(c.From, Office, c.Holds);
            Assert.True(due >= c.Limit.After(c.From, Office));
            var amber = c.Limit.PartAfter(0.5, c.From, Office, c.Holds);
            var red = c.Limit.PartAfter(0.8, c.From, Office, c.Holds);
            Assert.True(c.From <= amber && amber <= red && red <= due, $"{c}: {amber:o} {red:o} {due:o}");
        }));

    [Fact]
    public void Open_time_between_two_instants_is_what_brings_one_to_the_other() => Check.One(Thorough, Prop.ForAll(
        Cases().ToArbitrary(),
        c =>
        {
            var due = Office.AddBusinessTime(c.From, TimeSpan.FromMinutes(c.Limit.Amount));
            Assert.Equal(TimeSpan.FromMinutes(c.Limit.Amount), Office.OpenTimeBetween(c.From, due));
            Assert.Equal(TimeSpan.Zero, Office.OpenTimeBetween(due, c.From.AddMinutes(-1)));
        }));

    private static DateTimeOffset Walk(Limit limit, DateTimeOffset from, IReadOnlyList<HeldSpan> holds) => limit.Unit switch
    {
        TimeUnit.Minutes => Minutes(limit.Amount, from, holds, _ => true),
        TimeUnit.Hours => Minutes(limit.Amount * 60, from, holds, _ => true),
        TimeUnit.BusinessMinutes => Minutes(limit.Amount, from, holds, IsOpen),
        TimeUnit.BusinessHours => Minutes(limit.Amount * 60, from, holds, IsOpen),
        TimeUnit.BusinessDays => Days(limit.Amount, from, holds, Office.IsOpen, new TimeSpan(17, 0, 0)),
        TimeUnit.CalendarDays => Days(limit.Amount, from, holds, _ => true, new TimeSpan(23, 59, 59)),
        _ => Days(DaysOf(limit.Amount, Wall(from)), from, holds, _ => true, new TimeSpan(23, 59, 59)),
    };

    private static DateTimeOffset Minutes(int left, DateTimeOffset from, IReadOnlyList<HeldSpan> holds, Func<DateTime, bool> isOpen)
    {
        for (var at = from; ; at = at.AddMinutes(1))
        {
            if (left == 0)
            {
                return at;
            }

            if (isOpen(Wall(at)) && !holds.Any(h => h.From <= at && at < h.To))
            {
                left--;
            }
        }
    }

    // A day counts at its end, unless the clock stands still then; the first day never does.
    private static DateTimeOffset Days(int left, DateTimeOffset from, IReadOnlyList<HeldSpan> holds, Func<DateOnly, bool> isOpen, TimeSpan end)
    {
        var first = DateOnly.FromDateTime(Wall(from));
        for (var at = from; ; at = at.AddMinutes(1))
        {
            var (wall, day) = (Wall(at), DateOnly.FromDateTime(Wall(at)));
            var ends = at.AddSeconds(end.Seconds);
            if (day > first && isOpen(day) && (wall.Hour, wall.Minute) == (end.Hours, end.Minutes)
                && !holds.Any(h => h.From < ends && ends <= h.To) && --left == 0)
            {
                return ends;
            }
        }
    }

    private static int DaysOf(int months, DateTime from)
    {
        var month = new DateTime(from.Year, from.Month, 1).AddMonths(months);
        var last = month.AddDays(Math.Min(from.Day, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
        return (last - from.Date).Days;
    }

    private static bool IsOpen(DateTime wall) => Office.IsOpen(DateOnly.FromDateTime(wall)) && wall.Hour is >= 8 and < 17;

    private static DateTime Wall(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, NewYork).DateTime;

    // From October to April: both changes of the clocks, five holidays, the turn of the year and the end of February.
    private static Gen<Case> Cases() =>
        from start in Gen.Choose(0, 180 * 24 * 60)
        from unit in Gen.Elements(Enum.GetValues<TimeUnit>())
        from amount in Gen.Choose(1, unit switch
        {
            TimeUnit.Minutes or TimeUnit.BusinessMinutes => 1500,
            TimeUnit.Hours or TimeUnit.BusinessHours => 60,
            TimeUnit.CalendarMonths => 2,
            _ => 12,
        })
        from spans in Gen.ListOf(
            from gap in Gen.Frequency((1, Gen.Choose(0, 60)), (2, Gen.Choose(0, 4000)))
            from length in Gen.Frequency((1, Gen.Choose(1, 120)), (2, Gen.Choose(1, 10000)))
            select (gap, length))
        from before in Gen.Choose(-3000, 0)
        select new Case(new Limit(amount, unit), Local("2025-10-01 00:00").AddMinutes(start), Holds(start + before, spans.Take(4)));

    private static List<HeldSpan> Holds(int at, IEnumerable<(int Gap, int Length)> spans)
    {
        var holds = new List<HeldSpan>();
        foreach (var (gap, length) in spans)
        {
            var from = Local("2025-10-01 00:00").AddMinutes(at + gap);
            holds.Add(new HeldSpan(from, from.AddMinutes(length)));
            at += gap + length;
        }

        return holds;
    }

    private sealed record Case(Limit Limit, DateTimeOffset From, List<HeldSpan> Holds)
    {
        public override string ToString() => $"{Limit} from {From:o} without {string.Join(", ", Holds)}";
    }
}
