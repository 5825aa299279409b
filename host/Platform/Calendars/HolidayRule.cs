namespace CarePlatform.Platform;

/// <summary>On which day a holiday is kept that falls on a weekend.</summary>
public enum Observance
{
    /// <summary>On the day itself.</summary>
    None,

    /// <summary>Saturday's on Friday, Sunday's on Monday.</summary>
    NearestWeekday,

    /// <summary>On the Monday after.</summary>
    Monday,
}

/// <summary>
/// A holiday that comes every year, as data: a fixed date (<paramref name="Day"/>), or the n-th weekday of a month
/// (<paramref name="Weekday"/> with <paramref name="Nth"/>).
/// </summary>
/// <param name="Nth">1 to 4 from the month's beginning; -1 for the last one.</param>
/// <param name="DaysLater">Moves it on: the day after Thanksgiving is Thanksgiving and 1.</param>
/// <param name="Since">The first year in which it is kept.</param>
public sealed record HolidayRule(
    string Name,
    int Month,
    int? Day = null,
    DayOfWeek? Weekday = null,
    int? Nth = null,
    int DaysLater = 0,
    Observance Observed = Observance.None,
    int? Since = null)
{
    /// <summary>The day on which it is kept that belongs to this year; it may lie in the year before or after.</summary>
    public DateOnly? In(int year)
    {
        if (year < Since)
        {
            return null;
        }

        // 29 February is kept in leap years only.
        if (Day > DateTime.DaysInMonth(year, Month))
        {
            return null;
        }

        var date = (Day is { } day ? new DateOnly(year, Month, day) : NthWeekday(year)).AddDays(DaysLater);
        return (Observed, date.DayOfWeek) switch
        {
            (Observance.NearestWeekday, DayOfWeek.Saturday) => date.AddDays(-1),
            (Observance.NearestWeekday or Observance.Monday, DayOfWeek.Sunday) => date.AddDays(1),
            (Observance.Monday, DayOfWeek.Saturday) => date.AddDays(2),
            _ => date,
        };
    }

    /// <summary>What is wrong with the rule, in sentences; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (Month is < 1 or > 12)
        {
            yield return $"The holiday \"{Name}\" is in month {Month}; months are 1 to 12.";
        }
        else if (Day is { } day && (day < 1 || day > DateTime.DaysInMonth(2024, Month)))
        {
            yield return $"The holiday \"{Name}\" is on day {day}, which month {Month} never has.";
        }

        if (Day is null == (Weekday is null || Nth is null) || (Day is not null && (Weekday ?? (object?)Nth) is not null))
        {
            yield return $"The holiday \"{Name}\" must have either a day, or a weekday with nth.";
        }

        if (Nth is 0 or < -1 or > 4)
        {
            yield return $"The holiday \"{Name}\" is on weekday number {Nth}; give 1 to 4, or -1 for the last of the month.";
        }
    }

    private DateOnly NthWeekday(int year)
    {
        var (weekday, nth) = (Weekday!.Value, Nth!.Value);
        if (nth < 0)
        {
            var last = new DateOnly(year, Month, DateTime.DaysInMonth(year, Month));
            return last.AddDays(-((7 + (int)last.DayOfWeek - (int)weekday) % 7));
        }

        var first = new DateOnly(year, Month, 1);
        return first.AddDays(((7 + (int)weekday - (int)first.DayOfWeek) % 7) + ((nth - 1) * 7));
    }
}
