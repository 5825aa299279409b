using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Where a work item stands.</summary>
internal enum WorkItemState
{
    /// <summary>Somebody owes it.</summary>
    Open,

    /// <summary>Its outcome was reached.</summary>
    Completed,

    /// <summary>It is no longer needed.</summary>
    Cancelled,
}

/// <summary>How far an item goes before others of the same urgency.</summary>
internal enum Priority
{
    /// <summary>As its due time says.</summary>
    Normal,

    /// <summary>Raised once by an escalation.</summary>
    High,

    /// <summary>Raised more than once.</summary>
    Highest,
}

/// <summary>A step that has opened, as its owner sees it: what is owed, by whom, by when.</summary>
internal sealed partial class WorkItem
{
    private WorkItem()
    {
    }

    public WorkItemId Id { get; private set; }

    public WorkflowId Workflow { get; private set; }

    public string TemplateKey { get; private set; } = "";

    public string Step { get; private set; } = "";

    /// <summary>1, and one more each time that a repeated step comes round.</summary>
    public int Round { get; private set; } = 1;

    public string Title { get; private set; } = "";

    public StepKind Kind { get; private set; }

    public string Subject { get; private set; } = "";

    public ClientId? Client { get; private set; }

    public WorkItemState State { get; private set; }

    public UserId? Owner { get; private set; }

    public TeamId? Team { get; private set; }

    /// <summary>The partner organisation that owes it; the team watches over it.</summary>
    public OrganisationId? Partner { get; private set; }

    public Priority Priority { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset AmberAt { get; private set; }

    public DateTimeOffset RedAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Code of why it was cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>The value with which it was completed by hand.</summary>
    public decimal? Measured { get; private set; }

    /// <summary>How many rungs of its ladder have fired; only ever grows, so that none fires twice.</summary>
    public int Rung { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>When it was told that its time has run out; null before, and again once it is given more time.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public UserId? AcknowledgedBy { get; private set; }

    /// <summary>Until when its owner has put it aside; lists show it again then, and earlier if it is escalated or changes hands.</summary>
    public DateTimeOffset? SnoozedUntil { get; private set; }

    public string? SnoozeReason { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsOpen => State is WorkItemState.Open;

    public Holder Holder => new(Owner, Team, Partner);

    /// <summary>Whether somebody up the line has been told and has not answered yet.</summary>
    public bool AwaitsAcknowledgement => IsOpen && EscalatedAt is not null && AcknowledgedAt is null;

    public static WorkItem Open(Workflow workflow, StepDefinition step, StepClock clock, DateTimeOffset at, int round = 1)
    {
        var item = new WorkItem
        {
            Id = new WorkItemId(Guid.CreateVersion7(at)),
            Workflow = workflow.Id,
            TemplateKey = workflow.TemplateKey,
            Step = step.Key!,
            Round = round,
            Title = step.Title!,
            Kind = step.Kind!.Value,
            Subject = workflow.Subject,
            Client = workflow.Client,
            OpenedAt = at,
        };
        item.Retime(clock);
        return item;
    }

    public void Retime(StepClock clock)
    {
        (StartsAt, AmberAt, RedAt, DueAt) = (clock.StartsAt, clock.AmberAt, clock.RedAt, clock.DueAt);
        OverdueAt = OverdueAt < DueAt ? null : OverdueAt;
    }

    /// <summary>Its time has run out, and that is told.</summary>
    public void Lapse(DateTimeOffset at) => OverdueAt = at;

    public void GiveTo(Holder holder)
    {
        (Owner, Team, Partner) = (holder.Owner, holder.Team, holder.Partner);
        Return();
    }

    /// <summary>Its owner will see it again at this time.</summary>
    public void Snooze(DateTimeOffset until, string reason) => (SnoozedUntil, SnoozeReason) = (until, reason);

    /// <summary>It is no longer put aside.</summary>
    public void Return() => (SnoozedUntil, SnoozeReason) = (null, null);

    /// <summary>Somebody up the line is told; an earlier acknowledgement does not answer for this one.</summary>
    public void Escalate(int rung, DateTimeOffset at)
    {
        (Rung, EscalatedAt, AcknowledgedAt, AcknowledgedBy) = (Math.Max(Rung, rung), at, null, null);
        Return();
    }

    public void RaisePriority() => Priority = Priority is Priority.Normal ? Priority.High : Priority.Highest;

    public void Acknowledge(UserId by, DateTimeOffset at) => (AcknowledgedBy, AcknowledgedAt) = (by, at);

    public void Complete(DateTimeOffset at, decimal? measured) => (State, EndedAt, Measured) = (WorkItemState.Completed, at, measured);

    /// <summary>Its step is called otherwise in the revision that its run follows from now on.</summary>
    public void Follow(StepDefinition step) => (Title, Kind) = (step.Title!, step.Kind!.Value);

    public void Cancel(string reason, DateTimeOffset at) => (State, EndedAt, Reason) = (WorkItemState.Cancelled, at, reason);

    /// <summary>What its run is about has changed.</summary>
    public void BelongTo(Workflow run) => (Client, Subject) = (run.Client, run.Subject);

    /// <summary>How it stands against its time frame.</summary>
    public ClockState ClockAt(DateTimeOffset now) => State switch
    {
        WorkItemState.Completed => EndedAt <= DueAt ? ClockState.Met : ClockState.MetLate,
        WorkItemState.Cancelled => ClockState.ClosedNotApplicable,
        _ => Shown(now) > DueAt ? ClockState.BreachedOpen : IsHeld ? ClockState.OnHold : ClockState.Running,
    };

    /// <summary>How much of its time is gone; null once it has ended.</summary>
    public Urgency? UrgencyAt(DateTimeOffset now) => !IsOpen ? null
        : Shown(now) > DueAt ? Urgency.Overdue
        : Shown(now) >= RedAt ? Urgency.Red
        : Shown(now) >= AmberAt ? Urgency.Amber
        : Urgency.Calm;
}
