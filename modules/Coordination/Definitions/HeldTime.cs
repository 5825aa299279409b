using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A time in which a clock stood still.</summary>
[NotMapped]
internal sealed record HeldSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Counts a limit and leaves out the spans in which the clock stood still. Minutes and hours leave out the very span; days leave
/// out each day whose end falls into one, so that a step is never due while it stands still, and one that is late stays late.
/// </summary>
internal static class HeldTime
{
    /// <summary>When the time is up.</summary>
    /// <param name="holds">In order, and apart from each other.</param>
    /// <exception cref="ClosedCalendarException">It counts in business time and the calendar never opens.</exception>
    public static DateTimeOffset After(this Limit limit, DateTimeOffset from, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds) =>
        limit.Amount == 0 || holds.Count == 0 ? limit.After(from, calendar) : limit.Bounded is var bounded && bounded != limit
        ? bounded.After(from, calendar, holds)
        : limit.Unit switch
        {
            TimeUnit.Minutes => Elapsed(from, TimeSpan.FromMinutes(limit.Amount), holds),
            TimeUnit.Hours => Elapsed(from, TimeSpan.FromHours(limit.Amount), holds),
            TimeUnit.BusinessMinutes => Open(from, TimeSpan.FromMinutes(limit.Amount), calendar, holds),
            TimeUnit.BusinessHours => Open(from, TimeSpan.FromHours(limit.Amount), calendar, holds),
            TimeUnit.BusinessDays => BusinessDays(from, limit.Amount, calendar, holds),
            _ => CalendarDays(from, limit, calendar, holds),
        };

    /// <summary>When so much of the time is up: in open time for business minutes and hours, else in elapsed time.</summary>
    public static DateTimeOffset PartAfter(
        this Limit limit, double part, DateTimeOffset from, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds)
    {
        if (limit.Amount == 0 || holds.Count == 0)
        {
            return limit.PartAfter(part, from, calendar);
        }

        limit = limit.Bounded;
        return limit.Unit switch
        {
            TimeUnit.BusinessMinutes => Open(from, TimeSpan.FromMinutes(limit.Amount * part), calendar, holds),
            TimeUnit.BusinessHours => Open(from, TimeSpan.FromHours(limit.Amount * part), calendar, holds),
            _ => Elapsed(from, Counted(from, limit.After(from, calendar, holds), holds) * part, holds),
        };
    }

    private static DateTimeOffset Elapsed(DateTimeOffset from, TimeSpan time, IReadOnlyList<HeldSpan> holds) =>
        Walk(from, time, holds, (a, b) => b - a, (at, left) => at + left);

    private static DateTimeOffset Open(DateTimeOffset from, TimeSpan time, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds) =>
        Walk(from, time, holds, calendar.OpenTimeBetween, calendar.AddBusinessTime);

    private static DateTimeOffset Walk(
        DateTimeOffset from, TimeSpan time, IReadOnlyList<HeldSpan> holds, Func<DateTimeOffset, DateTimeOffset, TimeSpan> between,
        Func<DateTimeOffset, TimeSpan, DateTimeOffset> add)
    {
        var (at, left) = (from, time);
        foreach (var hold in holds.Where(h => h.To > from))
        {
            var free = hold.From > at ? between(at, hold.From) : TimeSpan.Zero;
            if (left <= free)
            {
                break;
            }

            (at, left) = (hold.To, left - free);
        }

        return add(at, left);
    }

    private static TimeSpan Counted(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<HeldSpan> holds) => holds.Aggregate(
        to - from, (time, hold) => time - Max(TimeSpan.Zero, (hold.To < to ? hold.To : to) - (hold.From > from ? hold.From : from)));

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static DateTimeOffset BusinessDays(DateTimeOffset from, int days, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds)
    {
        var first = calendar.DayOf(from);
        var passedOver = PassedOver(
            extra => calendar.AddBusinessDays(first, days + extra), first, calendar, holds,
            day => calendar.IsOpen(day) ? calendar.EndOfBusinessDay(calendar.At(day, TimeOnly.MinValue), 0) : null);
        return calendar.EndOfBusinessDay(from, days + passedOver);
    }

    private static DateTimeOffset CalendarDays(DateTimeOffset from, Limit limit, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds)
    {
        var last = calendar.DayOf(limit.After(from, calendar));
        return EndOf(last.AddDays(PassedOver(last.AddDays, calendar.DayOf(from), calendar, holds, day => EndOf(day))));

        DateTimeOffset EndOf(DateOnly day) => calendar.At(day, new TimeOnly(23, 59, 59));
    }

    // How many of the days up to the last one are left out, counting those that come in because others are left out.
    private static int PassedOver(
        Func<int, DateOnly> last, DateOnly first, BusinessCalendar calendar, IReadOnlyList<HeldSpan> holds,
        Func<DateOnly, DateTimeOffset?> endOf)
    {
        var heldDays = holds.SelectMany(h => Days(h, calendar).Where(d => endOf(d) is { } end && h.From < end && end <= h.To)).ToHashSet();
        for (var extra = 0; ;)
        {
            var end = last(extra);
            var held = heldDays.Count(d => d > first && d <= end);
            if (held == extra)
            {
                return extra;
            }

            extra = held;
        }
    }

    private static IEnumerable<DateOnly> Days(HeldSpan hold, BusinessCalendar calendar)
    {
        for (var day = calendar.DayOf(hold.From); day <= calendar.DayOf(hold.To); day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
