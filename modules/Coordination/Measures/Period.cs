using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A span of whole days of the tenant as instants.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Before">The first instant after it.</param>
internal sealed record Period(DateTimeOffset From, DateTimeOffset Before)
{
    // A longer one would be a mistake in the dates.
    private const int LongestDays = 3660;

    /// <exception cref="InvalidPageException">The days are in the wrong order, or too far apart.</exception>
    public static Period Of(DateOnly from, DateOnly to, BusinessCalendar calendar) =>
        to < from || to.DayNumber - from.DayNumber > LongestDays
            ? throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.")
            : new Period(calendar.At(from, TimeOnly.MinValue), calendar.At(to.AddDays(1), TimeOnly.MinValue));
}

/// <summary>A part of a whole.</summary>
internal static class Share
{
    private const int Digits = 4;

    /// <summary>From 0 to 1; null when there is no whole.</summary>
    public static decimal? Of(int part, int whole) =>
        whole == 0 ? null : Math.Round((decimal)part / whole, Digits, MidpointRounding.AwayFromZero);
}

/// <summary>Several lengths of time in hours: exact decimals, rounded to two digits.</summary>
internal sealed record HoursSpread(decimal Mean, decimal Median, decimal Percentile90);

/// <summary>Several lengths of time in hours.</summary>
[View<HoursSpread>]
internal static class HoursSpreadView
{
    /// <summary>The arithmetic mean, rounded to two digits.</summary>
    public static decimal Mean(HoursSpread spread) => spread.Mean;

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static decimal Median(HoursSpread spread) => spread.Median;

    /// <summary>The smallest value that at least nine in ten do not exceed.</summary>
    public static decimal Percentile90(HoursSpread spread) => spread.Percentile90;
}
