using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// How far a permission reaches over work items: <c>own</c> is what the person owns and what waits unclaimed in the queues of
/// their teams; <c>team</c> is everything of their teams besides; wider is the tenant. For somebody of a partner organisation it is what
/// that organisation owes, however far a permission reaches. What lies with a team of a program under 42 CFR Part 2 is for its people: of anybody else it
/// is what they themselves were given.
/// </summary>
internal static class WorkItemReach
{
    /// <summary>The items within reach of the permission.</summary>
    public static IQueryable<WorkItem> WorkItemsFor(this CoordinationDb db, string permission) => db.Told(db.WorkItemsWithin(db.Actor.ReachOf(permission)));

    /// <summary>Those of the items that do not lie with a program in which the actor does not work.</summary>
    public static IQueryable<WorkItem> Told(this CoordinationDb db, IQueryable<WorkItem> items) =>
        db.Actor.ClosedTeams.Count == 0 || db.Actor.Organisation is not null
            ? items
            : items.Where(i => i.Team == null || !db.ClosedTeams.Contains(i.Team.Value) || i.Owner == db.Me);

    /// <summary>The items within reach, those with programs included: a loader's, whose rows are screened one by one, since a consent may open them.</summary>
    public static IQueryable<WorkItem> WorkItemsWithin(this CoordinationDb db, Reach reach) => db.Actor.Organisation is { } partner
        ? db.WorkItems.Where(i => reach != Reach.None && i.Partner == partner)
        : reach switch
        {
            Reach.None => db.WorkItems.Where(_ => false),
            Reach.Own => db.WorkItems.Where(i => i.Owner == db.Me || (i.Owner == null && i.Team != null && db.MyTeams.Contains(i.Team.Value))),
            Reach.Team => db.WorkItems.Where(i => i.Owner == db.Me || (i.Team != null && db.MyTeams.Contains(i.Team.Value))),
            _ => db.WorkItems,
        };

    /// <summary>The same question about one item in memory.</summary>
    public static bool IsWithin(this WorkItem item, Actor actor, string permission) => item.Holder.IsWithin(actor, permission);

    /// <summary>The same question about what somebody has.</summary>
    public static bool IsWithin(this Holder holder, Actor actor, string permission)
    {
        if (actor.Organisation is { } partner)
        {
            return holder.Partner == partner && actor.ReachOf(permission) is not Reach.None;
        }

        if (holder.Team is { } with && actor.ClosedTeams.Contains(with) && (actor.User is null || holder.Owner != actor.User))
        {
            return false;
        }

        var ofMyTeams = holder.Team is { } team && actor.Teams.Contains(team);
        return actor.ReachOf(permission) switch
        {
            Reach.None => false,
            Reach.Own => holder.Owner == actor.User || (holder.Owner is null && ofMyTeams),
            Reach.Team => holder.Owner == actor.User || ofMyTeams,
            _ => true,
        };
    }
}
