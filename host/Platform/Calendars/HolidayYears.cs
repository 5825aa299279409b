using System.Collections.Concurrent;

namespace CarePlatform.Platform;

/// <summary>The days on which some rules keep a holiday, worked out once per year that is asked for.</summary>
internal sealed class HolidayYears(IReadOnlyCollection<HolidayRule> rules)
{
    private readonly ConcurrentDictionary<int, HashSet<DateOnly>> _years = [];

    /// <summary>Whether a holiday is kept on this day.</summary>
    public bool Contains(DateOnly day) => _years.GetOrAdd(day.Year, DaysIn).Contains(day);

    // A New Year's Day that is a Saturday is kept on the last day of the year before.
    private HashSet<DateOnly> DaysIn(int year) =>
    [
        .. from rule in rules
           from owner in new[] { year - 1, year, year + 1 }
           where owner is >= 1 and <= 9999
           let kept = rule.In(owner)
           where kept?.Year == year
           select kept.Value,
    ];
}
