using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>How a decision went.</summary>
public enum DecisionAnswer
{
    /// <summary>Yes: what was asked for may be done.</summary>
    Grant,

    /// <summary>No.</summary>
    Refuse,
}

/// <summary>A rung of an escalation ladder wants a decision about a step that is not done.</summary>
/// <param name="Decision">Key of the decision type.</param>
/// <param name="Rung">Which rung of the ladder, from 1.</param>
/// <param name="Owner">Who owns the step.</param>
[Event("coordination.decision-wanted@1")]
public sealed record DecisionWanted(
    [property: Stream] WorkflowId Workflow, WorkItemId Item, string Decision, int Rung, string Subject, ClientId? Client, SiteId? Site,
    UserId? Owner, TeamId? Team, DateTimeOffset WantedAt);

/// <summary>Somebody asked for a decision; its clock runs.</summary>
/// <param name="Type">Key of the decision type, such as <c>same-day-intake</c>.</param>
/// <param name="Subject">Wire id of what it is about.</param>
/// <param name="Decider">The person who is asked; null while a team is, or nobody could be found.</param>
/// <param name="DueAt">When the next decider is asked, or the default takes effect.</param>
[Event("coordination.decision-asked@1")]
public sealed record DecisionAsked(
    [property: Stream] DecisionRequestId Request, string Type, string? Subject, ClientId? Client, WorkItemId? Item, UserId? AskedBy,
    UserId? Decider, TeamId? DeciderTeam, DateTimeOffset AskedAt, DateTimeOffset DueAt);

/// <summary>Who was asked did not answer in time: the next decider is asked.</summary>
/// <param name="Stage">The place of the new decider in the order of deciders, from 1.</param>
[Event("coordination.decision-passed-on@1")]
public sealed record DecisionPassedOn(
    [property: Stream] DecisionRequestId Request, string Type, string? Subject, ClientId? Client, int Stage, UserId? Decider,
    TeamId? DeciderTeam, DateTimeOffset PassedOnAt, DateTimeOffset DueAt);

/// <summary>A decision was made, by a person or because nobody answered.</summary>
/// <param name="ByDefault">Nobody answered in time, so the answer is the one that the registry says for that.</param>
/// <param name="Minutes">Whole minutes from asking to the answer.</param>
[Event("coordination.decision-answered@1")]
public sealed record DecisionAnswered(
    [property: Stream] DecisionRequestId Request, string Type, string? Subject, ClientId? Client, WorkItemId? Item, DecisionAnswer Answer,
    bool ByDefault, UserId? AnsweredBy, int Minutes, DateTimeOffset AnsweredAt);

/// <summary>Whoever asked does not need the decision any more.</summary>
[Event("coordination.decision-withdrawn@1")]
public sealed record DecisionWithdrawn(
    [property: Stream] DecisionRequestId Request, string Type, string? Subject, ClientId? Client, DateTimeOffset WithdrawnAt);
