using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>What sort of work a step is; it bounds who may do it.</summary>
public enum StepKind
{
    /// <summary>Arranging care: access, hand-overs, follow-up.</summary>
    CareCoordination,

    /// <summary>Working with the client towards the goals of the plan.</summary>
    CareManagement,

    /// <summary>Care that needs a clinical licence.</summary>
    ClinicalCare,

    /// <summary>Scheduling, records and other work that needs no care role.</summary>
    AdministrativeSupport,
}

/// <summary>How a step stands against its time frame.</summary>
public enum ClockState
{
    /// <summary>Open, and there is time left.</summary>
    Running,

    /// <summary>Done within the time frame.</summary>
    Met,

    /// <summary>Done, but late.</summary>
    MetLate,

    /// <summary>Open although the time has run out.</summary>
    BreachedOpen,

    /// <summary>Ended without being done, for a stated reason.</summary>
    ClosedNotApplicable,

    /// <summary>Open, and its time stands still for a stated reason.</summary>
    OnHold,
}

/// <summary>Why a step was escalated.</summary>
public enum EscalationCause
{
    /// <summary>A rung of its escalation ladder came due.</summary>
    Overdue,

    /// <summary>It opened, and nobody of its owner rule was there; told again when somebody was found after a search in vain.</summary>
    NoOwner,
}

/// <summary>A workflow began for a subject.</summary>
/// <param name="Template">Key of the template.</param>
/// <param name="Revision">The published revision that this run follows to its end.</param>
/// <param name="Subject">Wire id of what it is about, such as the inquiry.</param>
[Event("coordination.workflow-started@1")]
public sealed record WorkflowStarted(
    [property: Stream] WorkflowId Workflow, string Template, int Revision, string Subject, ClientId? Client, SiteId? Site,
    DateTimeOffset StartedAt);

/// <summary>A step became work that somebody owes.</summary>
/// <param name="Step">Key of the step in its template.</param>
/// <param name="Owner">The person who owns it; null while a team's queue does.</param>
/// <param name="StartsAt">When its clock began, which may be before it opened.</param>
/// <param name="Partner">The partner organisation that owes it; the team watches over it.</param>
[Event("coordination.step-opened@1")]
public sealed record StepOpened(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, StepKind Kind, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, DateTimeOffset StartsAt, DateTimeOffset OpenedAt, DateTimeOffset DueAt, OrganisationId? Partner = null);

/// <summary>A step's outcome was reached.</summary>
/// <param name="Clock">Met, or met late.</param>
/// <param name="Minutes">Whole minutes from the beginning of its clock.</param>
/// <param name="Measured">The value that was measured; null when an event completed the step.</param>
[Event("coordination.step-completed@1")]
public sealed record StepCompleted(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, ClockState Clock, int Minutes, DateTimeOffset CompletedAt, decimal? Measured);

/// <summary>A step was not done in time, or has nobody to do it: the next person up knows.</summary>
/// <param name="Rung">
/// Which rung of the ladder, from 1, each once; 0 when it has nobody to do it. If nobody can be told either, 0 is told once more, to
/// whoever is found later.
/// </param>
/// <param name="Notified">The person who was told; null when a queue was, or nobody could be found.</param>
/// <param name="NotifiedTeam">The team that was told.</param>
/// <param name="Owner">Who owns the step from now on.</param>
/// <param name="Overtaken">After downtime: a higher rung tells the same person or team in the same moment, so this one tells nobody.</param>
[Event("coordination.step-escalated@1")]
public sealed record StepEscalated(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    EscalationCause Cause, int Rung, UserId? Notified, TeamId? NotifiedTeam, UserId? Owner, TeamId? Team, DateTimeOffset EscalatedAt,
    bool Overtaken = false);

/// <summary>A step ended without being done.</summary>
/// <param name="Reason">The template's code for why, such as <c>inquiry-resolved</c>.</param>
/// <param name="Owner">The person who owned it.</param>
/// <param name="Team">The team that had it.</param>
[Event("coordination.step-cancelled@1")]
public sealed record StepCancelled(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    string Reason, DateTimeOffset CancelledAt, UserId? Owner = null, TeamId? Team = null);

/// <summary>Every step of a workflow has ended.</summary>
[Event("coordination.workflow-completed@1")]
public sealed record WorkflowCompleted(
    [property: Stream] WorkflowId Workflow, string Template, string Subject, ClientId? Client, DateTimeOffset CompletedAt);

/// <summary>A workflow was stopped; the steps that were open have been cancelled.</summary>
/// <param name="Reason">The template's code for why.</param>
[Event("coordination.workflow-cancelled@1")]
public sealed record WorkflowCancelled(
    [property: Stream] WorkflowId Workflow, string Template, string Subject, ClientId? Client, string Reason, DateTimeOffset CancelledAt);

/// <summary>A step stands still: its clock and its ladder wait.</summary>
/// <param name="Reason">The code for why, such as <c>hospitalised</c>.</param>
/// <param name="Until">When it goes on by itself unless it does before.</param>
[Event("coordination.step-held@1")]
public sealed record StepHeld(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    string Reason, DateTimeOffset Until, DateTimeOffset HeldAt, UserId? Owner = null, TeamId? Team = null);

/// <summary>A step that stood still goes on.</summary>
/// <param name="DueAt">Its due time, the time of the hold left out.</param>
[Event("coordination.step-resumed@1")]
public sealed record StepResumed(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    DateTimeOffset DueAt, DateTimeOffset ResumedAt, UserId? Owner = null, TeamId? Team = null);

/// <summary>An escalation asks for another workflow about the same matter; the template of this key begins by it.</summary>
/// <param name="Workflow">The run whose step was escalated.</param>
/// <param name="Item">The step that was escalated.</param>
/// <param name="Template">Key of the template that is to begin.</param>
[Event("coordination.workflow-requested@1")]
public sealed record WorkflowRequested(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Subject, ClientId? Client, SiteId? Site,
    UserId? Owner, TeamId? Team, DateTimeOffset RequestedAt);

/// <summary>A run follows another revision of its template from now on.</summary>
/// <param name="Revision">The revision that it follows.</param>
[Event("coordination.workflow-migrated@1")]
public sealed record WorkflowMigrated(
    [property: Stream] WorkflowId Workflow, string Template, int Revision, string Subject, ClientId? Client, DateTimeOffset MigratedAt);
