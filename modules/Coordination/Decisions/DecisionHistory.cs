using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Writes what becomes of decisions about work items into the histories of these items.</summary>
internal sealed class DecisionHistory(CoordinationDb db)
{
    /// <summary>The history of an item, its run locked until the transaction ends; null when there is no such item.</summary>
    public async Task<Lines?> Take(WorkItemId item, CancellationToken ct) =>
        await db.WorkItems.Where(i => i.Id == item).Select(i => (WorkflowId?)i.Workflow).FirstOrDefaultAsync(ct) is { } run
        && await db.Lock(run, ct) is { } workflow ? new Lines(db, workflow, item) : null;

    internal sealed class Lines(CoordinationDb db, Workflow workflow, WorkItemId item)
    {
        public void Add(
            Happening what, DateTimeOffset at, string reason, string? note = null, UserId? by = null, Holder told = default, DateTimeOffset? dueAt = null) =>
            db.Add(new HistoryEntry
            {
                Workflow = workflow.Id,
                Number = workflow.NextHistoryNumber(),
                Item = item,
                What = what,
                At = at,
                By = by,
                Reason = reason,
                Owner = told.Owner,
                Team = told.Team,
                DueAt = dueAt,
                Note = note,
            });
    }
}
