using CarePlatform.Intake.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class CoverageTimelineTests
{
    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DateOnly Last = new(2025, 3, 31);

    private static readonly Gen<Coverage> Segment =
        from start in Gen.Choose(-40, 120)
        from length in Gen.Choose(-1, 60)
        from payer in Gen.Elements(PayerType.Medicaid, PayerType.Commercial, PayerType.Uninsured)
        select Of(First.AddDays(start), length < 0 ? null : First.AddDays(start + length), payer);

    [Fact]
    public void Gaps_agree_with_looking_at_every_day() => Prop.ForAll(
        Segment.ListOf().ToArbitrary(),
        segments =>
        {
            var gaps = CoverageTimeline.Gaps(segments, First, Last);
            var days = Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);
            return days.All(day => gaps.Any(g => g.From <= day && day <= g.To)
                != segments.Any(s => s.PayerType is not PayerType.Uninsured && s.Covers(day)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gaps_neither_touch_nor_leave_the_span() => Prop.ForAll(
        Segment.ListOf().ToArbitrary(),
        segments =>
        {
            var gaps = CoverageTimeline.Gaps(segments, First, Last);
            return gaps.All(g => First <= g.From && g.From <= g.To && g.To <= Last)
                && gaps.Zip(gaps.Skip(1)).All(p => p.First.To.AddDays(1) < p.Second.From);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Segments_that_touch_leave_no_gap() => Assert.Empty(CoverageTimeline.Gaps(
        [Of(First, new(2025, 1, 31), PayerType.Medicaid), Of(new(2025, 2, 1), null, PayerType.Commercial)], First, Last));

    [Fact]
    public void Being_uninsured_is_a_gap() => Assert.Equal(
        [new CoverageGap(First, Last)], CoverageTimeline.Gaps([Of(First, null, PayerType.Uninsured)], First, Last));

    private static Coverage Of(DateOnly starts, DateOnly? ends, PayerType payer)
    {
        var coverage = new Coverage
        {
            Id = default(CoverageId),
            Client = default,
            PayerName = "Payer",
            PayerType = payer,
            Priority = 1,
            StartsOn = starts,
            RecordedAt = default,
        };
        return coverage.EndOn(ends, reason: null);
    }
}
