using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>How urgent an open item is by its clock.</summary>
internal enum Urgency
{
    /// <summary>Less than half of the time is gone.</summary>
    Calm,

    /// <summary>Half of the time is gone.</summary>
    Amber,

    /// <summary>Four fifths of the time are gone.</summary>
    Red,

    /// <summary>The time has run out.</summary>
    Overdue,
}

/// <summary>Who owes what: my work, a team's work, one item.</summary>
[Query, Feature("coordination"), Requires("coordination.read")]
internal static class WorkItemQueries
{
    private const string Read = "coordination.read";

    /// <summary>Narrows a list of work items; what is left out does not narrow, except that only open items are shown.</summary>
    /// <param name="State">Open items unless something else is asked for.</param>
    /// <param name="Urgency">Open items of exactly this urgency.</param>
    /// <param name="Overdue">Open items whose time has run out, or has not.</param>
    /// <param name="Escalated">Items that have been escalated, or have not.</param>
    /// <param name="EscalatedToMe">Open items whose escalation told the caller, or a team of theirs, and waits for an answer (acknowledgeEscalation), or all others.</param>
    /// <param name="Unclaimed">Items that no person or partner owns, or that one does.</param>
    /// <param name="Template">Key of the template, such as front-door.</param>
    /// <param name="Step">Key of the step.</param>
    /// <param name="Client">Items about this client.</param>
    /// <param name="Snoozed">Items that their owner has put aside for now, or has not; in my work those are left out unless asked for.</param>
    public sealed record WorkItemFilter(
        WorkItemState? State = null, Urgency? Urgency = null, bool? Overdue = null, bool? Escalated = null, bool? Unclaimed = null,
        string? Template = null, string? Step = null, ClientId? Client = null,
        bool? Snoozed = null, bool? EscalatedToMe = null);

    /// <summary>What the caller owns and has not put aside for now, the first due first.</summary>
    public static Task<Connection<WorkItem>> MyWork(
        WorkItemFilter? where, Page page, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct) =>
        List(Mine(db, actor), (where ?? new WorkItemFilter()) with { Snoozed = where?.Snoozed ?? false }, page, db, clock, ct);

    /// <summary>What a team has: its queue and what its people own for it, the first due first.</summary>
    public static Task<Connection<WorkItem>> TeamWork(
        TeamId team, WorkItemFilter? where, Page page, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct) =>
        List(Of(team, db, actor), where, page, db, clock, ct);

    /// <summary>Everything that the caller may see, the first due first.</summary>
    public static Task<Connection<WorkItem>> WorkItems(
        WorkItemFilter? where, Page page, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct) =>
        List(db.WorkItemsFor(Read).AsNoTracking(), where, page, db, clock, ct);

    /// <summary>How much the caller owns, by urgency.</summary>
    public static Task<WorkCounts> MyWorkCounts(CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct) =>
        WorkCounts.Of(Mine(db, actor), clock.GetUtcNow(), ct);

    /// <summary>How much a team has, by urgency.</summary>
    public static Task<WorkCounts> TeamWorkCounts(TeamId team, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct) =>
        WorkCounts.Of(Of(team, db, actor), clock.GetUtcNow(), ct);

    /// <summary>One item; null when there is none with this id that the caller may see.</summary>
    public static Task<WorkItem?> WorkItem(WorkItemId id, CoordinationDb db, Actor actor, CancellationToken ct) =>
        db.WorkItemsWithin(actor.ReachOf(Read)).AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct);

    // What a list shows that is not narrowed: a team's, or the caller's own.
    internal static IQueryable<WorkItem> Listed(TeamId? team, CoordinationDb db, Actor actor, TimeProvider clock) => team is { } of
        ? Narrow(Of(of, db, actor), new WorkItemFilter(), clock.GetUtcNow())
        : Narrow(Mine(db, actor), new WorkItemFilter { Snoozed = false }, clock.GetUtcNow());

    private static IQueryable<WorkItem> Mine(CoordinationDb db, Actor actor)
    {
        var me = actor.User;
        return db.WorkItems.AsNoTracking().Where(i => me != null && i.Owner == me);
    }

    private static IQueryable<WorkItem> Of(TeamId team, CoordinationDb db, Actor actor) =>
        db.WorkItemsFor(Read).AsNoTracking().Where(i => i.Team == team);

    private static Task<Connection<WorkItem>> List(
        IQueryable<WorkItem> items, WorkItemFilter? where, Page page, CoordinationDb db, TimeProvider clock, CancellationToken ct) =>
        ToMe(Narrow(items, where ?? new WorkItemFilter(), clock.GetUtcNow()), where?.EscalatedToMe, db)
            .ToConnection(page, new Ordering<WorkItem, DateTimeOffset, WorkItemId>(i => i.DueAt, i => i.Id), ct);

    // A rung that was overtaken has told nobody.
    private static IQueryable<WorkItem> ToMe(IQueryable<WorkItem> items, bool? wanted, CoordinationDb db)
    {
        if (wanted is null)
        {
            return items;
        }

        var told = db.History.Where(h => h.What == Happening.Escalated && h.Reason != Turn.Overtaken
            && (h.Owner == db.Me || (h.Owner == null && h.Team != null && db.MyTeams.Contains(h.Team.Value))));
        return items.Where(i => (i.State == WorkItemState.Open && i.EscalatedAt != null && i.AcknowledgedAt == null && told.Any(h => h.Item == i.Id)) == wanted);
    }

    private static IQueryable<WorkItem> Narrow(IQueryable<WorkItem> items, WorkItemFilter where, DateTimeOffset now)
    {
        items = where.State is null or WorkItemState.Open
            ? items.Where(i => i.State == WorkItemState.Open)
            : items.Where(i => i.State == where.State);
        items = where.Urgency switch
        {
            Urgency.Calm => items.Where(i => i.State == WorkItemState.Open && i.AmberAt > (i.HeldSince ?? now)),
            Urgency.Amber => items.Where(i => i.State == WorkItemState.Open && i.AmberAt <= (i.HeldSince ?? now) && i.RedAt > (i.HeldSince ?? now)),
            Urgency.Red => items.Where(i => i.State == WorkItemState.Open && i.RedAt <= (i.HeldSince ?? now) && i.DueAt >= (i.HeldSince ?? now)),
            Urgency.Overdue => items.Where(i => i.State == WorkItemState.Open && i.DueAt < now && (i.HeldSince == null || i.DueAt < i.HeldSince)),
            _ => items,
        };
        items = where.Overdue switch
        {
            true => items.Where(i => i.State == WorkItemState.Open && i.DueAt < now && (i.HeldSince == null || i.DueAt < i.HeldSince)),
            false => items.Where(i => i.State != WorkItemState.Open || i.DueAt >= now || i.DueAt >= i.HeldSince),
            null => items,
        };
        // The queue has an index of its own, which only the plain condition finds.
        items = where.Unclaimed switch
        {
            true => items.Where(i => i.Owner == null && i.Partner == null),
            false => items.Where(i => i.Owner != null || i.Partner != null),
            null => items,
        };
        return items
            .Where(i => where.Escalated == null || (i.EscalatedAt != null) == where.Escalated)
            .Where(i => where.Template == null || i.TemplateKey == where.Template)
            .Where(i => where.Step == null || i.Step == where.Step)
            .Where(i => where.Client == null || i.Client == where.Client)
            .Where(i => where.Snoozed == null || (i.SnoozedUntil != null && i.SnoozedUntil > now) == where.Snoozed);
    }
}
