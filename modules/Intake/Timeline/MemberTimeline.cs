using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What moves along a member's line of time.</summary>
internal enum TimelineLane
{
    /// <summary>Who pays.</summary>
    Eligibility,

    /// <summary>Who gives care.</summary>
    Provider,

    /// <summary>At which level of care.</summary>
    LevelOfCare,
}

/// <summary>What is wrong, or about to be.</summary>
internal enum TimelineRiskKind
{
    /// <summary>Nobody pays.</summary>
    CoverageGap,

    /// <summary>Two payers claim the same place in the order of payment.</summary>
    CoverageOverlap,

    /// <summary>An open inquiry waits in a queue and no person owns it.</summary>
    NoOwner,

    /// <summary>Nobody pays on the day of an appointment that is agreed.</summary>
    LapseBeforeAppointment,

    /// <summary>After a stay in hospital or an emergency department nobody of those who give care was seen in time.</summary>
    NoContactAfterStay,
}

/// <summary>Days during which one thing held in one lane.</summary>
/// <param name="What">The payer, the provider's name or the level.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null while no end is known.</param>
/// <param name="Priority">Of a payer: 1 pays first.</param>
/// <param name="Practitioner">The provider, when another system told of the care.</param>
/// <param name="Clinician">The provider, when it is a member of staff.</param>
/// <param name="Source">Where it is known from.</param>
internal sealed record TimelineSpan(
    TimelineLane Lane, string What, DateOnly From, DateOnly? To, string Source, int? Priority = null, PractitionerId? Practitioner = null, UserId? Clinician = null)
{
    /// <summary>Whether it holds on this day.</summary>
    public bool Holds(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>Days during which nothing changes in any lane.</summary>
/// <param name="Spans">What holds then.</param>
internal sealed record TimelineSegment(DateOnly From, DateOnly To, IReadOnlyList<TimelineSpan> Spans);

/// <summary>Something wrong on the line of time.</summary>
/// <param name="From">The first day of it.</param>
/// <param name="To">The last day of it within the days looked at.</param>
internal sealed record TimelineRisk(TimelineRiskKind Kind, DateOnly From, DateOnly To, AppointmentId? Appointment = null, InquiryId? Inquiry = null);

/// <summary>An appointment ahead.</summary>
internal sealed record TimelineVisit(AppointmentId Id, DateOnly Day);

/// <summary>An inquiry that no person owns.</summary>
internal sealed record TimelineQueue(InquiryId Id, DateOnly Since);

/// <summary>Everything that a line of time is made of, for one client.</summary>
internal sealed record TimelineFacts(
    ClientId Client, IReadOnlyList<Coverage> Coverages, IReadOnlyList<TimelineSpan> Spans, IReadOnlyList<TimelineVisit> Ahead, IReadOnlyList<TimelineQueue> Unowned);

/// <summary>Eligibility, providers and level of care of a client on one line of time, with gaps and risks. Pure.</summary>
internal sealed record MemberTimeline(
    ClientId Client, DateOnly From, DateOnly To, IReadOnlyList<TimelineSegment> Segments, IReadOnlyList<TimelineRisk> Risks)
{
    private static readonly string[] Stays = ["inpatient", "emergency"];

    /// <summary>The line between two days, both included.</summary>
    /// <param name="today">What is later has not happened yet.</param>
    /// <param name="contactWithin">Within how many days after a stay somebody must be seen.</param>
    public static MemberTimeline Of(TimelineFacts facts, DateOnly from, DateOnly to, DateOnly today, int contactWithin)
    {
        var spans = facts.Spans.Where(s => s.From <= to && (s.To is null || s.To >= from)).ToList();
        var risks = Gaps(facts, from, to).Concat(Overlaps(facts, from, to)).Concat(Lapses(facts)).Concat(Unowned(facts, to, today))
            .Concat(Unseen(facts, from, to, today, contactWithin));
        return new MemberTimeline(
            facts.Client, from, to, Segment(spans, from, to),
            [.. risks.OrderBy(r => r.From).ThenBy(r => r.Kind).ThenBy(r => r.To).ThenBy(r => r.Appointment?.Value).ThenBy(r => r.Inquiry?.Value)]);
    }

    private static IReadOnlyList<TimelineSegment> Segment(List<TimelineSpan> spans, DateOnly from, DateOnly to)
    {
        var cuts = spans.Select(s => s.From).Concat(spans.Where(s => s.To < to).Select(s => s.To!.Value.AddDays(1)))
            .Where(day => day > from && day <= to).Append(from).Distinct().Order().ToList();
        return [.. cuts.Select((begin, i) => new TimelineSegment(
            begin, i + 1 < cuts.Count ? cuts[i + 1].AddDays(-1) : to,
            [.. spans.Where(s => s.Holds(begin)).OrderBy(s => s.Lane).ThenBy(s => s.Priority).ThenBy(s => s.What, StringComparer.Ordinal)]))];
    }

    private static IEnumerable<TimelineRisk> Gaps(TimelineFacts facts, DateOnly from, DateOnly to) =>
        CoverageTimeline.Gaps(facts.Coverages, from, to).Select(g => new TimelineRisk(TimelineRiskKind.CoverageGap, g.From, g.To));

    private static IEnumerable<TimelineRisk> Overlaps(TimelineFacts facts, DateOnly from, DateOnly to)
    {
        var paying = facts.Coverages.Where(c => c.Status is CoverageStatus.Active && c.PayerType is not PayerType.Uninsured).ToList();
        return from pair in paying.SelectMany((a, i) => paying.Skip(i + 1).Select(b => (A: a, B: b)))
               where pair.A.Priority == pair.B.Priority
               let begins = Latest(Latest(pair.A.StartsOn, pair.B.StartsOn), @from)
               let ends = Earliest(Earliest(pair.A.EndsOn ?? to, pair.B.EndsOn ?? to), to)
               where begins <= ends
               select new TimelineRisk(TimelineRiskKind.CoverageOverlap, begins, ends);
    }

    private static IEnumerable<TimelineRisk> Lapses(TimelineFacts facts) => facts.Ahead
        .Where(v => CoverageTimeline.Gaps(facts.Coverages, v.Day, v.Day).Count > 0)
        .Select(v => new TimelineRisk(TimelineRiskKind.LapseBeforeAppointment, v.Day, v.Day, Appointment: v.Id));

    private static IEnumerable<TimelineRisk> Unowned(TimelineFacts facts, DateOnly to, DateOnly today) => facts.Unowned
        .Where(q => q.Since <= to)
        .Select(q => new TimelineRisk(TimelineRiskKind.NoOwner, q.Since, Latest(q.Since, Earliest(to, today)), Inquiry: q.Id));

    // The stay's own providers do not count: somebody must be seen after its last day.
    private static IEnumerable<TimelineRisk> Unseen(TimelineFacts facts, DateOnly from, DateOnly to, DateOnly today, int within) =>
        from stay in facts.Spans
        where stay.Lane is TimelineLane.LevelOfCare && Stays.Contains(stay.What) && stay.To is not null
        let last = stay.To!.Value.AddDays(within)
        where last >= @from && stay.To <= to && last < today
        where !facts.Spans.Any(s => s.Lane is TimelineLane.Provider && s.From <= last && (s.To ?? today) > stay.To)
            && !facts.Spans.Any(s => s.Lane is TimelineLane.LevelOfCare && s != stay && Stays.Contains(s.What) && s.From <= last && (s.To ?? today) > stay.To)
        select new TimelineRisk(TimelineRiskKind.NoContactAfterStay, stay.To!.Value.AddDays(1), Latest(stay.To.Value.AddDays(1), Earliest(last, to)));

    private static DateOnly Latest(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earliest(DateOnly a, DateOnly b) => a < b ? a : b;
}
