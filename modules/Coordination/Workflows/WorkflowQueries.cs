using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Runs of workflows.</summary>
[Query, Feature("coordination"), Requires("coordination.read")]
internal static class WorkflowQueries
{
    /// <summary>One run with its steps and history; null when there is none with this id that the caller may see.</summary>
    public static Task<Workflow?> Workflow(WorkflowId id, CoordinationDb db, CancellationToken ct) =>
        db.WorkflowsFor("coordination.read").AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct);
}

/// <summary>Reads runs by id.</summary>
[Requires("coordination.read")]
internal sealed class WorkflowById(CoordinationDb db) : RowById<CoordinationDb, WorkflowId, Workflow>(db)
{
    protected override Expression<Func<Workflow, WorkflowId>> Key => w => w.Id;

    protected override IQueryable<Workflow> Rows(Reach reach) => Db.WorkflowsWithin(reach);
}

/// <summary>A run is seen by whoever may see one of its items.</summary>
internal static class WorkflowReach
{
    public static IQueryable<Workflow> WorkflowsFor(this CoordinationDb db, string permission) => db.WorkflowsWithin(db.Actor.ReachOf(permission));

    public static IQueryable<Workflow> WorkflowsWithin(this CoordinationDb db, Reach reach)
    {
        // What a program under 42 CFR Part 2 has to do with it says of the client that they are there.
        var closed = db.WorkItems.Where(i => i.Team != null && db.ClosedTeams.Contains(i.Team.Value) && i.Owner != db.Me);
        if (reach is Reach.Organisation or Reach.Tenant)
        {
            return db.Workflows.Where(w => !closed.Any(i => i.Workflow == w.Id));
        }

        var items = db.WorkItemsWithin(reach);
        return db.Workflows.Where(w => items.Any(i => i.Workflow == w.Id) && !closed.Any(i => i.Workflow == w.Id));
    }
}
