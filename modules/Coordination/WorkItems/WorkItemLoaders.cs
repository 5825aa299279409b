using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Reads work items by id.</summary>
[Requires("coordination.read")]
internal sealed class WorkItemById(CoordinationDb db) : RowById<CoordinationDb, WorkItemId, WorkItem>(db)
{
    protected override Expression<Func<WorkItem, WorkItemId>> Key => i => i.Id;

    protected override IQueryable<WorkItem> Rows(Reach reach) => Db.WorkItemsWithin(reach);
}

/// <summary>Reads the work items about things, by the wire id of each.</summary>
[Requires("coordination.read")]
internal sealed class WorkItemsBySubject(CoordinationDb db) : RowsBy<CoordinationDb, string, WorkItem>(db)
{
    protected override Expression<Func<WorkItem, string>> Key => i => i.Subject;

    protected override IQueryable<WorkItem> Rows(Reach reach) => Db.WorkItemsWithin(reach).OrderBy(i => i.DueAt).ThenBy(i => i.Id);
}

/// <summary>Reads the work items about clients, whatever their subjects.</summary>
[Requires("coordination.read")]
internal sealed class WorkItemsByClient(CoordinationDb db) : RowsBy<CoordinationDb, ClientId, WorkItem>(db)
{
    protected override Expression<Func<WorkItem, ClientId>> Key => i => i.Client!.Value;

    protected override IQueryable<WorkItem> Rows(Reach reach) => Db.WorkItemsWithin(reach)
        .Where(i => i.Client != null).OrderBy(i => i.DueAt).ThenBy(i => i.Id);
}

/// <summary>Reads the items of runs, in the order in which they opened.</summary>
[Requires("coordination.read")]
internal sealed class WorkItemsByWorkflow(CoordinationDb db) : RowsBy<CoordinationDb, WorkflowId, WorkItem>(db)
{
    protected override Expression<Func<WorkItem, WorkflowId>> Key => i => i.Workflow;

    protected override IQueryable<WorkItem> Rows(Reach reach) => Db.WorkItemsWithin(reach).OrderBy(i => i.OpenedAt).ThenBy(i => i.Id);
}
