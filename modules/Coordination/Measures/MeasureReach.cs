using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>How far the reports of somebody reach, as parameters of a statement.</summary>
/// <param name="All">The whole tenant.</param>
/// <param name="Me">Who asks; all zeros for the system.</param>
/// <param name="Teams">The teams whose work is in reach.</param>
/// <param name="Closed">The teams of programs under 42 CFR Part 2 whose work is not, however far the reach goes.</param>
internal sealed record MeasureReach(bool All, Guid Me, Guid[] Teams, Guid[] Closed)
{
    /// <summary>The permission to see measures.</summary>
    public const string Permission = "coordination.report";

    public static MeasureReach Of(Actor actor)
    {
        var reach = actor.ReachOf(Permission);
        return new MeasureReach(
            reach is Reach.Organisation or Reach.Tenant,
            actor.User?.Value ?? Guid.Empty,
            reach is Reach.Team ? [.. actor.Teams.Select(t => t.Value)] : [],
            [.. actor.ClosedTeams.Select(t => t.Value)]);
    }

    /// <summary>The items within reach of reports: one's own, those of one's teams, or all. A queue is its team's, not one's own.</summary>
    public static IQueryable<WorkItem> Items(CoordinationDb db) => db.Told(Within(db));

    private static IQueryable<WorkItem> Within(CoordinationDb db) => db.Actor.ReachOf(Permission) switch
    {
        Reach.None => db.WorkItems.Where(_ => false),
        Reach.Own => db.WorkItems.Where(i => i.Owner == db.Me),
        Reach.Team => db.WorkItems.Where(i => i.Owner == db.Me || (i.Team != null && db.MyTeams.Contains(i.Team.Value))),
        _ => db.WorkItems,
    };
}
