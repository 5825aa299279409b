using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Something happened to a work item.</summary>
/// <param name="Before">Who had it before.</param>
/// <param name="After">Who has it now; the same unless it changed hands.</param>
internal sealed record WorkNews(WorkItemId Item, Holder Before, Holder After, IReadOnlyList<Happening> Happened) : INews<WorkNews>
{
    public object Key => Item;

    public WorkNews Then(WorkNews later) => later with { Before = Before, Happened = [.. Happened.Union(later.Happened)] };

    /// <summary>Whether somebody has it, or had it.</summary>
    public bool Touches(Func<Holder, bool> whose) => whose(Before) || whose(After);

    /// <summary>What an event of the log says; null when it cannot be told item by item.</summary>
    public static WorkNews? Of(object happened) => happened switch
    {
        StepOpened e => With(e.Item, new Holder(e.Owner, e.Team, e.Partner), Happening.Opened),
        StepReassigned e => new WorkNews(
            e.Item, new Holder(e.FromOwner, e.FromTeam, e.FromPartner), new Holder(e.Owner, e.Team, e.Partner),
            [e.Reason == Handover.Claimed ? Happening.Claimed : Happening.Reassigned]),
        StepEscalated e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Escalated),
        StepOverdue e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Overdue),
        StepClientChanged e => With(e.Item, new Holder(e.Owner, e.Team), Happening.ClientChanged),
        StepAcknowledged e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Acknowledged),
        StepRetimed e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Retimed),
        StepHeld e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Held),
        StepResumed e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Resumed),
        StepSnoozed e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Snoozed),
        StepReturned e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Returned),
        StepCompleted e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Completed),
        StepCancelled e => With(e.Item, new Holder(e.Owner, e.Team), Happening.Cancelled),
        _ => null,
    };

    private static WorkNews With(WorkItemId item, Holder holder, Happening what) => new(item, holder, holder, [what]);
}

/// <summary>Feeds my work and the work of teams. After a migration every item of a run may read otherwise, so everybody looks again.</summary>
internal sealed class WorkFeed(LivePace pace) : LiveFeed<WorkNews>(pace)
{
    /// <summary>What happens to single items.</summary>
    public static IReadOnlyList<Type> Steps { get; } =
    [
        typeof(StepOpened), typeof(StepReassigned), typeof(StepEscalated), typeof(StepAcknowledged), typeof(StepRetimed), typeof(StepHeld),
        typeof(StepResumed), typeof(StepSnoozed), typeof(StepReturned), typeof(StepCompleted), typeof(StepCancelled), typeof(StepOverdue),
        typeof(StepClientChanged),
    ];

    public override IReadOnlyList<Type> Hears { get; } = [.. Steps, typeof(WorkflowMigrated)];

    protected override WorkNews? Read(object happened) => WorkNews.Of(happened);
}
