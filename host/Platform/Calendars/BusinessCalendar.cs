namespace CarePlatform.Platform;

/// <summary>Hours of one weekday during which work is done, in the site's local time.</summary>
public readonly record struct OpeningHours(TimeOnly Opens, TimeOnly Closes);

/// <summary>
/// When a site works: its time zone, the hours of each weekday and the days on which it is closed. Everything that counts in
/// business time counts by this one building block. Pure: it knows no clock and no database.
/// </summary>
public sealed class BusinessCalendar
{
    // How far ahead an open day is looked for before the calendar is called empty.
    private const int LooksAhead = 400;

    private readonly IReadOnlyDictionary<DayOfWeek, OpeningHours> _week;
    private readonly Func<DateOnly, bool> _isHoliday;

    /// <param name="week">The weekdays on which work is done, with their hours.</param>
    /// <param name="isHoliday">Whether a date is closed although its weekday is not.</param>
    public BusinessCalendar(TimeZoneInfo zone, IReadOnlyDictionary<DayOfWeek, OpeningHours> week, Func<DateOnly, bool> isHoliday)
    {
        Zone = zone;
        _week = week;
        _isHoliday = isHoliday;
    }

    /// <summary>Where the site's days begin.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The calendar day of an instant at the site.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>Whether work is done on this day.</summary>
    public bool IsOpen(DateOnly day) => _week.ContainsKey(day.DayOfWeek) && !_isHoliday(day);

    /// <summary>
    /// Business days d with <paramref name="from"/> &lt; d ≤ <paramref name="to"/>: the same day counts 0, Saturday to Monday
    /// counts 1. Negative when <paramref name="to"/> comes first.
    /// </summary>
    public int BusinessDaysBetween(DateOnly from, DateOnly to)
    {
        var (first, last, sign) = from <= to ? (from, to, 1) : (to, from, -1);
        var days = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            days += IsOpen(day) ? 1 : 0;
        }

        return sign * days;
    }

    /// <summary>The n-th business day after <paramref name="day"/>; the day itself is day 0, whatever the hour.</summary>
    /// <exception cref="ClosedCalendarException">No open day lies ahead.</exception>
    public DateOnly AddBusinessDays(DateOnly day, int days)
    {
        var date = day;
        for (var (left, closed) = (days, 0); left > 0;)
        {
            date = date.AddDays(1);
            if (IsOpen(date))
            {
                (left, closed) = (left - 1, 0);
            }
            else if (++closed > LooksAhead)
            {
                throw new ClosedCalendarException(day);
            }
        }

        return date;
    }

    /// <summary>When a limit of n business days runs out: the close of business on the n-th business day.</summary>
    public DateTimeOffset EndOfBusinessDay(DateTimeOffset start, int days)
    {
        var due = AddBusinessDays(DayOf(start), days);
        var closes = _week.TryGetValue(due.DayOfWeek, out var hours) ? hours.Closes : TimeOnly.MaxValue;
        return At(due, closes);
    }

    /// <summary>The instant after so much open time; time outside opening hours does not count.</summary>
    /// <exception cref="ClosedCalendarException">No open day lies ahead.</exception>
    public DateTimeOffset AddBusinessTime(DateTimeOffset start, TimeSpan time)
    {
        var (day, now, left, closed) = (DayOf(start), start, time, 0);
        while (true)
        {
            if (IsOpen(day))
            {
                closed = 0;
                var (opens, closes) = (At(day, _week[day.DayOfWeek].Opens), At(day, _week[day.DayOfWeek].Closes));
                var from = now > opens ? now : opens;
                if (from < closes && left <= closes - from)
                {
                    return from + left;
                }

                left -= from < closes ? closes - from : TimeSpan.Zero;
            }
            else if (++closed > LooksAhead)
            {
                throw new ClosedCalendarException(DayOf(start));
            }

            day = day.AddDays(1);
        }
    }

    /// <summary>A local time at the site as an instant. A time that clocks skip is moved on by the hour they skip.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            local += Zone.GetAdjustmentRules().Where(r => r.DateStart <= local && local <= r.DateEnd)
                .Select(r => r.DaylightDelta).DefaultIfEmpty(TimeSpan.FromHours(1)).First();
        }

        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>The calendar has no open day within a year: nothing can ever fall due by it.</summary>
public sealed class ClosedCalendarException(DateOnly day) : Exception(
    $"The business calendar has no open day in the year after {day:yyyy-MM-dd}. Give it at least one weekday with hours that is not a holiday.");
