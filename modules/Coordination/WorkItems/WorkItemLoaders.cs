using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Reads work items by id.</summary>
internal sealed class WorkItemById(CoordinationDb db, Session session) : DataLoader<WorkItemId, WorkItem>
{
    public override async Task<IReadOnlyDictionary<WorkItemId, WorkItem>> ReadAsync(IReadOnlyList<WorkItemId> keys, CancellationToken ct) =>
        await db.WorkItems.AsNoTracking().Within(session.Actor, "coordination.read")
            .Where(i => keys.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
}

/// <summary>Reads the work items about things, by the wire id of each.</summary>
internal sealed class WorkItemsBySubject(CoordinationDb db, Session session) : DataLoader<string, IReadOnlyList<WorkItem>>
{
    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<WorkItem>>> ReadAsync(
        IReadOnlyList<string> keys, CancellationToken ct)
    {
        var items = await db.WorkItems.AsNoTracking().Within(session.Actor, "coordination.read")
            .Where(i => keys.Contains(i.Subject)).OrderBy(i => i.DueAt).ThenBy(i => i.Id).ToListAsync(ct);
        return items.GroupBy(i => i.Subject).ToDictionary(g => g.Key, IReadOnlyList<WorkItem> (g) => [.. g]);
    }
}

/// <summary>Reads the work items about clients, whatever their subjects.</summary>
internal sealed class WorkItemsByClient(CoordinationDb db, Session session) : DataLoader<ClientId, IReadOnlyList<WorkItem>>
{
    public override async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<WorkItem>>> ReadAsync(
        IReadOnlyList<ClientId> keys, CancellationToken ct)
    {
        var clients = keys.Select(k => (ClientId?)k).ToArray();
        var items = await db.WorkItems.AsNoTracking().Within(session.Actor, "coordination.read")
            .Where(i => clients.Contains(i.Client)).OrderBy(i => i.DueAt).ThenBy(i => i.Id).ToListAsync(ct);
        return items.GroupBy(i => i.Client!.Value).ToDictionary(g => g.Key, IReadOnlyList<WorkItem> (g) => [.. g]);
    }
}

/// <summary>Reads the items of runs, in the order in which they opened.</summary>
internal sealed class WorkItemsByWorkflow(CoordinationDb db, Session session) : DataLoader<WorkflowId, IReadOnlyList<WorkItem>>
{
    public override async Task<IReadOnlyDictionary<WorkflowId, IReadOnlyList<WorkItem>>> ReadAsync(
        IReadOnlyList<WorkflowId> keys, CancellationToken ct)
    {
        var items = await db.WorkItems.AsNoTracking().Within(session.Actor, "coordination.read")
            .Where(i => keys.Contains(i.Workflow)).OrderBy(i => i.OpenedAt).ThenBy(i => i.Id).ToListAsync(ct);
        return items.GroupBy(i => i.Workflow).ToDictionary(g => g.Key, IReadOnlyList<WorkItem> (g) => [.. g]);
    }
}
