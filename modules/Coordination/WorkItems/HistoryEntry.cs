using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What happened to a run or one of its steps.</summary>
internal enum Happening
{
    /// <summary>The run began.</summary>
    Started,

    /// <summary>The step became work.</summary>
    Opened,

    /// <summary>The owner rule found who has it.</summary>
    Assigned,

    /// <summary>Somebody took it from the queue.</summary>
    Claimed,

    /// <summary>Somebody gave it to another person or queue, or an escalation did.</summary>
    Reassigned,

    /// <summary>Somebody up the line was told.</summary>
    Escalated,

    /// <summary>Who was told has answered.</summary>
    Acknowledged,

    /// <summary>Its time frame was counted anew.</summary>
    Retimed,

    /// <summary>It stands still for a reason.</summary>
    Held,

    /// <summary>It goes on after a hold.</summary>
    Resumed,

    /// <summary>A branch of the run was not taken; the reason names the step.</summary>
    Skipped,

    /// <summary>The run follows another revision of its template from now on.</summary>
    Migrated,

    /// <summary>Its owner put it aside for some time.</summary>
    Snoozed,

    /// <summary>That time is over.</summary>
    Returned,

    /// <summary>A decision about it was asked for; the reason names its type.</summary>
    DecisionAsked,

    /// <summary>An escalation wanted a decision that could not be asked for.</summary>
    DecisionNotAsked,

    /// <summary>A decision about it was made.</summary>
    DecisionAnswered,

    /// <summary>Its time has run out, and no rung of its ladder falls on that moment.</summary>
    Overdue,

    /// <summary>The record of its client was merged into another, or separated from it.</summary>
    ClientChanged,

    /// <summary>Its outcome was reached.</summary>
    Completed,

    /// <summary>It ended without being done.</summary>
    Cancelled,
}

/// <summary>One line of a run's history. Lines are only ever added.</summary>
internal sealed record HistoryEntry
{
    public required WorkflowId Workflow { get; init; }

    /// <summary>Its place in the history of the run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The step; null when it is about the run.</summary>
    public WorkItemId? Item { get; init; }

    public required Happening What { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the system.</summary>
    public UserId? By { get; init; }

    /// <summary>A code for why, such as <c>overdue</c> or <c>inquiry-resolved</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The person who has it, or was told, from then on.</summary>
    public UserId? Owner { get; init; }

    /// <summary>The team that has it, or was told, from then on.</summary>
    public TeamId? Team { get; init; }

    /// <summary>The partner organisation that has it, from then on.</summary>
    public OrganisationId? Partner { get; init; }

    /// <summary>The rung of the ladder, from 1.</summary>
    public int? Rung { get; init; }

    /// <summary>The due time that was set, or the time until which it was put aside.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Where an owner was looked for before, and why the search went on; null when the first place was right.</summary>
    public IReadOnlyList<PassedOver>? PassedOver { get; init; }

    /// <summary>What one person wrote for the next when handing the step over, or what is to be known about a decision.</summary>
    public string? Note { get; init; }
}
