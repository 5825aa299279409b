using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;

namespace CarePlatform.Referrals;

// Numbered as the days of the platform are.
/// <summary>A day of the week on which a service is open.</summary>
internal enum OpenDay
{
    /// <summary>Sunday.</summary>
    Sunday,

    /// <summary>Monday.</summary>
    Monday,

    /// <summary>Tuesday.</summary>
    Tuesday,

    /// <summary>Wednesday.</summary>
    Wednesday,

    /// <summary>Thursday.</summary>
    Thursday,

    /// <summary>Friday.</summary>
    Friday,

    /// <summary>Saturday.</summary>
    Saturday,
}

/// <summary>A span of a weekday in which a service is open.</summary>
/// <param name="Day">The day.</param>
/// <param name="Opens">From.</param>
/// <param name="Closes">Until; 00:00 is midnight at the day's end. What goes on after midnight is a span of the next day.</param>
[NotMapped]
internal sealed record OpenSpan(OpenDay Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>When a service is open, so that it can be searched for.</summary>
/// <param name="Zone">Where its clocks are, such as America/New_York.</param>
/// <param name="Week">When it is open in each week.</param>
/// <param name="ByAppointment">Whether people come only at a time that was agreed.</param>
/// <param name="ClosedDays">Days on which it is closed all the same, such as holidays.</param>
[NotMapped]
internal sealed record ServiceHours(string Zone, IReadOnlyList<OpenSpan> Week, bool ByAppointment = false, IReadOnlyList<DateOnly>? ClosedDays = null)
{
    private const int MostSpans = 50;
    private const int MostClosedDays = 400;

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public string? Problem() =>
        !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _) ? $"\"{Zone}\" is no time zone; write one such as America/New_York."
        : Week.Count is 0 or > MostSpans ? $"Name 1 to {MostSpans} spans in which it is open; leave the hours out where nobody knows."
        : ClosedDays?.Count > MostClosedDays ? $"Name at most {MostClosedDays} closed days."
        : Week.FirstOrDefault(s => s.Closes != TimeOnly.MinValue && s.Closes <= s.Opens) is { } backward
            ? string.Create(CultureInfo.InvariantCulture, $"{backward.Day} closes at {backward.Closes:HH:mm}, which is not after it opens at {backward.Opens:HH:mm}; what goes on after midnight is a span of the next day.")
        : null;

    /// <summary>Whether it is open at this instant; the same in memory as <see cref="Sql"/> in a statement.</summary>
    public bool IsOpenAt(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone)).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return ClosedDays?.Contains(day) is not true
            && Week.Any(s => s.Day == (OpenDay)day.DayOfWeek && s.Opens <= time && (s.Closes == TimeOnly.MinValue || time < s.Closes));
    }

    /// <summary>Whether the service <c>s</c> is open at <c>@openAt</c>; not where nobody knows its hours.</summary>
    public const string Sql = """
        s.opening is not null and exists (
            select from (select @openAt at time zone (s.opening ->> 'zone') as local) l
            join lateral jsonb_array_elements(s.opening -> 'week') w
                on w ->> 'day' = lower(to_char(l.local, 'FMDay')) and (w ->> 'opens')::time <= l.local::time
                and (w ->> 'closes' = '00:00:00' or l.local::time < (w ->> 'closes')::time)
            where not coalesce(s.opening -> 'closedDays' ? to_char(l.local, 'YYYY-MM-DD'), false))
        """;
}
