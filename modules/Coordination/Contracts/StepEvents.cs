using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>An open step changed hands: somebody took it or gave it away, or a rule, an absence or an escalation did.</summary>
/// <param name="Reason">The code for why, such as <c>claimed</c>, <c>workload</c>, <c>owner-absent</c> or <c>overdue</c>.</param>
/// <param name="FromOwner">The person who owned it; null when a queue, a partner or nobody had it.</param>
/// <param name="FromTeam">The team that had it.</param>
/// <param name="FromPartner">The partner organisation that owed it.</param>
/// <param name="Owner">The person who owns it from now on; null while a team's queue does.</param>
/// <param name="Team">The team that has it from now on.</param>
/// <param name="Partner">The partner organisation that owes it from now on.</param>
[Event("coordination.step-reassigned@1")]
public sealed record StepReassigned(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client, string Reason,
    UserId? FromOwner, TeamId? FromTeam, OrganisationId? FromPartner, UserId? Owner, TeamId? Team, OrganisationId? Partner,
    DateTimeOffset ReassignedAt);

/// <summary>Whoever was told of an escalation has answered and sees to it.</summary>
[Event("coordination.step-acknowledged@1")]
public sealed record StepAcknowledged(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, UserId? AcknowledgedBy, DateTimeOffset AcknowledgedAt);

/// <summary>The time frame of an open step was counted anew.</summary>
[Event("coordination.step-retimed@1")]
public sealed record StepRetimed(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, DateTimeOffset StartsAt, DateTimeOffset DueAt, DateTimeOffset RetimedAt);

/// <summary>The owner of a step has put it aside; clock and ladder go on.</summary>
/// <param name="Reason">The code for why, such as <c>waiting-for-answer</c>.</param>
/// <param name="Until">When it comes back, unless it is escalated or changes hands before.</param>
[Event("coordination.step-snoozed@1")]
public sealed record StepSnoozed(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, string Reason, DateTimeOffset Until, DateTimeOffset SnoozedAt);

/// <summary>The time is over for which a step was put aside.</summary>
[Event("coordination.step-returned@1")]
public sealed record StepReturned(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, DateTimeOffset ReturnedAt);

/// <summary>The time of an open step has run out and no rung of its ladder falls on that moment; where one does, it is the escalation that says so.</summary>
[Event("coordination.step-overdue@1")]
public sealed record StepOverdue(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? Client,
    UserId? Owner, TeamId? Team, DateTimeOffset DueAt, DateTimeOffset OverdueAt);

/// <summary>The record of an open step's client was merged into another, or separated from it: the step is about the other from now on.</summary>
/// <param name="Subject">Wire id of what the step is about from now on.</param>
/// <param name="FromClient">The record that it was about.</param>
/// <param name="Client">The record that it is about from now on.</param>
/// <param name="Reason"><c>clients-merged</c> or <c>clients-separated</c>.</param>
[Event("coordination.step-client-changed@1")]
public sealed record StepClientChanged(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Template, string Step, string Subject, ClientId? FromClient, ClientId? Client,
    UserId? Owner, TeamId? Team, string Reason, DateTimeOffset ChangedAt);

/// <summary>A workflow template cannot be read and was set aside: what it would have heard from now on is kept for it.</summary>
/// <param name="Reason">What is wrong with it.</param>
[Event("coordination.template-set-aside@1")]
public sealed record TemplateSetAside(
    [property: Stream] WorkflowTemplateId Template, string Key, int Revision, string Reason, DateTimeOffset SetAsideAt);

/// <summary>A workflow template that was set aside is in use again, and has heard what it had missed.</summary>
[Event("coordination.template-taken-back@1")]
public sealed record TemplateTakenBack([property: Stream] WorkflowTemplateId Template, string Key, int Revision, DateTimeOffset TakenBackAt);
