using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Who pays, who gives care and at which level, on one line of time with its gaps and risks.</summary>
[View<MemberTimeline>, Audited(nameof(MemberTimeline.Client))]
internal static class MemberTimelineView
{
    /// <summary>Whose line it is.</summary>
    public static ClientId Client(MemberTimeline timeline) => timeline.Client;

    /// <summary>The first day looked at.</summary>
    public static DateOnly From(MemberTimeline timeline) => timeline.From;

    /// <summary>The last day looked at.</summary>
    public static DateOnly To(MemberTimeline timeline) => timeline.To;

    /// <summary>The days in their order, cut wherever something changes; together they are the whole time.</summary>
    public static IReadOnlyList<TimelineSegment> Segments(MemberTimeline timeline) => timeline.Segments;

    /// <summary>What is wrong or about to be, in order of its first day.</summary>
    public static IReadOnlyList<TimelineRisk> Risks(MemberTimeline timeline) => timeline.Risks;
}

/// <summary>Days during which nothing changes.</summary>
[View<TimelineSegment>]
internal static class TimelineSegmentView
{
    /// <summary>The first day.</summary>
    public static DateOnly From(TimelineSegment segment) => segment.From;

    /// <summary>The last day.</summary>
    public static DateOnly To(TimelineSegment segment) => segment.To;

    /// <summary>Who pays then, the first payer first; nobody when the list is empty.</summary>
    public static IReadOnlyList<TimelineSpan> Eligibility(TimelineSegment segment) => Lane(segment, TimelineLane.Eligibility);

    /// <summary>Who gives care then.</summary>
    public static IReadOnlyList<TimelineSpan> Providers(TimelineSegment segment) => Lane(segment, TimelineLane.Provider);

    /// <summary>At which level of care.</summary>
    public static IReadOnlyList<TimelineSpan> LevelsOfCare(TimelineSegment segment) => Lane(segment, TimelineLane.LevelOfCare);

    private static IReadOnlyList<TimelineSpan> Lane(TimelineSegment segment, TimelineLane lane) => [.. segment.Spans.Where(s => s.Lane == lane)];
}

/// <summary>Days during which one payer, provider or level of care held.</summary>
[View<TimelineSpan>]
internal static class TimelineSpanView
{
    /// <summary>What it is about.</summary>
    public static TimelineLane Lane(TimelineSpan span) => span.Lane;

    /// <summary>The payer, the provider's name or the level; clinician for a member of staff.</summary>
    public static string What(TimelineSpan span) => span.What;

    /// <summary>The first day, which may lie before the days looked at.</summary>
    public static DateOnly From(TimelineSpan span) => span.From;

    /// <summary>The last day; null while no end is known.</summary>
    public static DateOnly? To(TimelineSpan span) => span.To;

    /// <summary>Of a payer: 1 pays first.</summary>
    public static int? Priority(TimelineSpan span) => span.Priority;

    /// <summary>The provider, when another system told of the care.</summary>
    public static PractitionerId? Practitioner(TimelineSpan span) => span.Practitioner;

    /// <summary>The provider, when it is a member of staff.</summary>
    public static UserId? Clinician(TimelineSpan span) => span.Clinician;

    /// <summary>Where it is known from: a module or another system.</summary>
    public static string Source(TimelineSpan span) => span.Source;
}

/// <summary>Something wrong on a line of time.</summary>
[View<TimelineRisk>]
internal static class TimelineRiskView
{
    /// <summary>What it is.</summary>
    public static TimelineRiskKind Kind(TimelineRisk risk) => risk.Kind;

    /// <summary>The first day of it.</summary>
    public static DateOnly From(TimelineRisk risk) => risk.From;

    /// <summary>The last day of it within the days looked at.</summary>
    public static DateOnly To(TimelineRisk risk) => risk.To;

    /// <summary>The appointment on whose day nobody pays.</summary>
    public static AppointmentId? Appointment(TimelineRisk risk) => risk.Appointment;

    /// <summary>The inquiry that no person owns.</summary>
    public static InquiryId? Inquiry(TimelineRisk risk) => risk.Inquiry;
}
