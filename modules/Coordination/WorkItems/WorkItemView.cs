using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A step of a workflow as its owner sees it: what is owed, by whom, by when.</summary>
[View<WorkItem>, Audited("Client"), About(nameof(WorkItem.Client), Team = nameof(WorkItem.Team), Owner = nameof(WorkItem.Owner))]
internal static class WorkItemView
{
    /// <summary>Its id.</summary>
    public static WorkItemId Id(WorkItem item) => item.Id;

    /// <summary>The run that it is a step of.</summary>
    public static WorkflowId Workflow(WorkItem item) => item.Workflow;

    /// <summary>Key of the template, such as front-door.</summary>
    public static string Template(WorkItem item) => item.TemplateKey;

    /// <summary>Key of the step, such as triage.</summary>
    public static string Step(WorkItem item) => item.Step;

    /// <summary>What is to be done.</summary>
    public static string Title(WorkItem item) => item.Title;

    /// <summary>What sort of work it is.</summary>
    public static StepKind Kind(WorkItem item) => item.Kind;

    /// <summary>Id of what it is about, such as the inquiry.</summary>
    public static string Subject(WorkItem item) => item.Subject;

    /// <summary>The client whom it is about.</summary>
    public static ClientId? Client(WorkItem item) => item.Client;

    /// <summary>Open, completed or cancelled.</summary>
    public static WorkItemState State(WorkItem item) => item.State;

    /// <summary>How it stands against its time frame.</summary>
    public static ClockState Clock(WorkItem item, TimeProvider clock) => item.ClockAt(clock.GetUtcNow());

    /// <summary>How much of its time is gone; null once it has ended.</summary>
    public static Urgency? Urgency(WorkItem item, TimeProvider clock) => item.UrgencyAt(clock.GetUtcNow());

    /// <summary>Raised by escalations.</summary>
    public static Priority Priority(WorkItem item) => item.Priority;

    /// <summary>The person who owes it; null while a team's queue does.</summary>
    public static UserId? Owner(WorkItem item) => item.Owner;

    /// <summary>The team that it is with.</summary>
    public static TeamId? Team(WorkItem item) => item.Team;

    /// <summary>The partner organisation that owes it; null while somebody here does.</summary>
    public static OrganisationId? Partner(WorkItem item) => item.Partner;

    /// <summary>When it became work.</summary>
    public static DateTimeOffset OpenedAt(WorkItem item) => item.OpenedAt;

    /// <summary>When its clock began, which may be before it opened.</summary>
    public static DateTimeOffset StartsAt(WorkItem item) => item.StartsAt;

    /// <summary>When half of its time is gone.</summary>
    public static DateTimeOffset AmberAt(WorkItem item) => item.AmberAt;

    /// <summary>When four fifths of its time are gone.</summary>
    public static DateTimeOffset RedAt(WorkItem item) => item.RedAt;

    /// <summary>When its time runs out.</summary>
    public static DateTimeOffset DueAt(WorkItem item) => item.DueAt;

    /// <summary>1, and one more each time that a repeated step comes round.</summary>
    public static int Round(WorkItem item) => item.Round;

    /// <summary>From when on it has stood still; null while its clock runs.</summary>
    public static DateTimeOffset? HeldSince(WorkItem item) => item.HeldSince;

    /// <summary>When it goes on by itself.</summary>
    public static DateTimeOffset? HeldUntil(WorkItem item) => item.HeldUntil;

    /// <summary>Code of why it stands still, such as hospitalised.</summary>
    public static string? HoldReason(WorkItem item) => item.HoldReason;

    /// <summary>When it was done or became needless.</summary>
    public static DateTimeOffset? EndedAt(WorkItem item) => item.EndedAt;

    /// <summary>Code of why it ended without being done.</summary>
    public static string? Reason(WorkItem item) => item.Reason;

    /// <summary>The value with which it was completed by hand.</summary>
    public static decimal? Measured(WorkItem item) => item.Measured;

    /// <summary>How many rungs of its escalation ladder have fired.</summary>
    public static int Rung(WorkItem item) => item.Rung;

    /// <summary>When somebody up the line was last told.</summary>
    public static DateTimeOffset? EscalatedAt(WorkItem item) => item.EscalatedAt;

    /// <summary>When that was answered; null while it was not.</summary>
    public static DateTimeOffset? AcknowledgedAt(WorkItem item) => item.AcknowledgedAt;

    /// <summary>Who answered.</summary>
    public static UserId? AcknowledgedBy(WorkItem item) => item.AcknowledgedBy;

    /// <summary>Until when its owner has put it aside; null when it is not put aside.</summary>
    public static DateTimeOffset? SnoozedUntil(WorkItem item, TimeProvider clock) =>
        item.SnoozedUntil is { } until && until > clock.GetUtcNow() ? until : null;

    /// <summary>Why it was put aside.</summary>
    public static string? SnoozeReason(WorkItem item) => item.SnoozeReason;

    /// <summary>What stops the line of its workflow at present; the work itself goes on.</summary>
    [Feature("coordination.daily")]
    public static Loaded<IReadOnlyList<Problem>> StoppedBy(WorkItem item, StoppedLines loader) => loader.For(item.TemplateKey);

    /// <summary>What happened to it, in order.</summary>
    public static Loaded<IReadOnlyList<HistoryEntry>> History(WorkItem item, HistoryByItem loader) => loader.For(item.Id);

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(WorkItem item) => item.Version;
}
