using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// How far a permission reaches over work items: <c>own</c> is what the person owns and what waits unclaimed in the queues of
/// their teams; <c>team</c> is everything of their teams besides; wider is the tenant.
/// </summary>
internal static class WorkItemReach
{
    /// <summary>The items that the actor's permission reaches.</summary>
    public static IQueryable<WorkItem> Within(this IQueryable<WorkItem> items, Actor actor, string permission)
    {
        var user = actor.User;
        var teams = actor.Teams.ToArray();
        return actor.ReachOf(permission) switch
        {
            Reach.None => items.Where(i => false),
            Reach.Own => items.Where(i => i.Owner == user || (i.Owner == null && i.Team != null && teams.Contains(i.Team.Value))),
            Reach.Team => items.Where(i => i.Owner == user || (i.Team != null && teams.Contains(i.Team.Value))),
            _ => items,
        };
    }

    /// <summary>The same question about one item in memory.</summary>
    public static bool IsWithin(this WorkItem item, Actor actor, string permission) =>
        new[] { item }.AsQueryable().Within(actor, permission).Any();
}
