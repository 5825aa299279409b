namespace CarePlatform.Platform;

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
        ArgumentOutOfRangeException.ThrowIfNegative(days);
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

    /// <summary>
    /// When a limit of n business days runs out: the close of business on the n-th business day. A limit of none runs out at
    /// the close of the same day, or of the next business day when nothing is left of this one.
    /// </summary>
    /// <exception cref="ClosedCalendarException">No open day lies ahead.</exception>
    public DateTimeOffset EndOfBusinessDay(DateTimeOffset start, int days)
    {
        var today = DayOf(start);
        var nothingLeft = days == 0 && (!IsOpen(today) || Closes(today) <= start);
        return Closes(AddBusinessDays(today, nothingLeft ? 1 : days));
    }

    /// <summary>
    /// The instant after so much open time; time outside opening hours does not count. The answer is always within opening
    /// hours, closing included.
    /// </summary>
    /// <exception cref="ClosedCalendarException">No open day lies ahead.</exception>
    public DateTimeOffset AddBusinessTime(DateTimeOffset start, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var (day, left) = (DayOf(start), time);
        for (var closed = 0; closed <= LooksAhead; day = day.AddDays(1))
        {
            if (!IsOpen(day))
            {
                closed++;
                continue;
            }

            closed = 0;
            var (opens, closes) = (Opens(day), Closes(day));
            var from = start > opens ? start.ToUniversalTime() : opens;
            if (from < closes && left <= closes - from)
            {
                return from + left;
            }

            left -= from < closes ? closes - from : TimeSpan.Zero;
        }

        throw new ClosedCalendarException(DayOf(start));
    }

    /// <summary>How much open time lies between two instants; none when the second comes first.</summary>
    public TimeSpan OpenTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var open = TimeSpan.Zero;
        for (var (day, last) = (DayOf(from), DayOf(to)); day <= last; day = day.AddDays(1))
        {
            if (IsOpen(day))
            {
                var (opens, closes) = (Opens(day), Closes(day));
                var (begin, end) = (from > opens ? from : opens, to < closes ? to : closes);
                open += begin < end ? end - begin : TimeSpan.Zero;
            }
        }

        return open;
    }

    /// <summary>
    /// A local time at the site as an instant. A time that the clocks skip is moved on by what they skip; of one that comes
    /// twice, the second is meant.
    /// </summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        // The offset that held before the gap leads to the instant after it.
        var offset = Zone.GetUtcOffset(Zone.IsInvalidTime(local) ? local.AddHours(-3) : local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private DateTimeOffset Opens(DateOnly day) => At(day, _week[day.DayOfWeek].Opens);

    private DateTimeOffset Closes(DateOnly day) => _week[day.DayOfWeek].Closes is var time && time == TimeOnly.MaxValue
        ? At(day.AddDays(1), TimeOnly.MinValue)
        : At(day, time);
}

/// <summary>The calendar has no open day within a year: nothing can ever fall due by it.</summary>
public sealed class ClosedCalendarException(DateOnly day) : Exception(
    $"The business calendar has no open day in the year after {day:yyyy-MM-dd}. Give it at least one weekday with hours that is not a holiday.");
