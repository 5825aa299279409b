namespace CarePlatform.Intake;

/// <summary>A span of days without coverage.</summary>
/// <param name="From">The first day without.</param>
/// <param name="To">The last day without.</param>
internal sealed record CoverageGap(DateOnly From, DateOnly To);

/// <summary>What raw segments of coverage say about a span of days. Segments may overlap, touch or lie in any order.</summary>
internal static class CoverageTimeline
{
    /// <summary>The spans between two days, both included, on which nobody pays.</summary>
    public static IReadOnlyList<CoverageGap> Gaps(IEnumerable<Coverage> coverages, DateOnly from, DateOnly to)
    {
        var gaps = new List<CoverageGap>();
        var uncoveredFrom = from;
        foreach (var coverage in coverages.Where(c => c.PayerType is not PayerType.Uninsured && c.Status is CoverageStatus.Active).OrderBy(c => c.StartsOn))
        {
            if (uncoveredFrom > to || coverage.StartsOn > to)
            {
                break;
            }

            if (coverage.StartsOn > uncoveredFrom)
            {
                gaps.Add(new CoverageGap(uncoveredFrom, coverage.StartsOn.AddDays(-1)));
            }

            if (coverage.EndsOn is not { } end || end == DateOnly.MaxValue)
            {
                return gaps;
            }

            uncoveredFrom = end.AddDays(1) > uncoveredFrom ? end.AddDays(1) : uncoveredFrom;
        }

        if (uncoveredFrom <= to)
        {
            gaps.Add(new CoverageGap(uncoveredFrom, to));
        }

        return gaps;
    }
}
