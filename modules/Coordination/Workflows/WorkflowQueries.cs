using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Runs of workflows.</summary>
[Query, Feature("coordination"), Requires("coordination.read")]
internal static class WorkflowQueries
{
    /// <summary>One run with its steps and history; null when there is none with this id that the caller may see.</summary>
    public static Task<Workflow?> Workflow(WorkflowId id, CoordinationDb db, Actor actor, CancellationToken ct) =>
        db.Workflows.AsNoTracking().Within(db, actor).FirstOrDefaultAsync(w => w.Id == id, ct);
}

/// <summary>Reads runs by id.</summary>
internal sealed class WorkflowById(CoordinationDb db, Session session) : DataLoader<WorkflowId, Workflow>
{
    public override async Task<IReadOnlyDictionary<WorkflowId, Workflow>> ReadAsync(IReadOnlyList<WorkflowId> keys, CancellationToken ct) =>
        await db.Workflows.AsNoTracking().Within(db, session.Actor).Where(w => keys.Contains(w.Id)).ToDictionaryAsync(w => w.Id, ct);
}

/// <summary>A run is seen by whoever may see one of its items.</summary>
internal static class WorkflowReach
{
    public static IQueryable<Workflow> Within(this IQueryable<Workflow> workflows, CoordinationDb db, Actor actor)
    {
        const string read = "coordination.read";
        if (actor.ReachOf(read) is Reach.Organisation or Reach.Tenant)
        {
            return workflows;
        }

        var items = db.WorkItems.Within(actor, read);
        return workflows.Where(w => items.Any(i => i.Workflow == w.Id));
    }
}
