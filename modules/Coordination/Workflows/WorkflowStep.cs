using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Where a step of a run stands.</summary>
internal enum StepState
{
    /// <summary>It waits for the steps before it.</summary>
    Pending,

    /// <summary>It waits for the steps before it, and its outcome is there already.</summary>
    DoneEarly,

    /// <summary>Its branch was not taken.</summary>
    Skipped,

    /// <summary>Somebody owes it.</summary>
    Open,

    /// <summary>Its outcome was reached.</summary>
    Completed,

    /// <summary>It ended without being done.</summary>
    Cancelled,
}

/// <summary>A step of a run, whether or not it has opened.</summary>
internal sealed record WorkflowStep(StepDefinition Definition, StepState State, WorkItemId? Item);

/// <summary>A step of a run, whether or not it has opened.</summary>
[View<WorkflowStep>]
internal static class WorkflowStepView
{
    /// <summary>Key of the step, such as triage.</summary>
    public static string Key(WorkflowStep step) => step.Definition.Key!;

    /// <summary>What is to be done.</summary>
    public static string Title(WorkflowStep step) => step.Definition.Title!;

    /// <summary>What sort of work it is.</summary>
    public static StepKind Kind(WorkflowStep step) => step.Definition.Kind!.Value;

    /// <summary>Where it stands.</summary>
    public static StepState State(WorkflowStep step) => step.State;

    /// <summary>Keys of the steps that come before it.</summary>
    public static IReadOnlyList<string> After(WorkflowStep step) => step.Definition.After;

    /// <summary>The work item; null until the step opens.</summary>
    public static WorkItemId? Item(WorkflowStep step) => step.Item;
}

/// <summary>Reads the steps of runs.</summary>
internal sealed class StepsByWorkflow(CoordinationDb db) : DataLoader<WorkflowId, IReadOnlyList<WorkflowStep>>
{
    public override async Task<IReadOnlyDictionary<WorkflowId, IReadOnlyList<WorkflowStep>>> ReadAsync(
        IReadOnlyList<WorkflowId> keys, CancellationToken ct)
    {
        var rows = await (
            from workflow in db.WorkflowsFor("coordination.read").AsNoTracking()
            where keys.Contains(workflow.Id)
            join template in db.Templates.AsNoTracking() on workflow.Template equals template.Id
            join one in db.WorkItems.AsNoTracking() on workflow.Id equals one.Workflow into items
            from item in items.DefaultIfEmpty()
            select new { workflow.Id, workflow.Marks, template.Definition, Item = item }).ToListAsync(ct);
        return rows.GroupBy(r => r.Id).ToDictionary(
            g => g.Key,
            IReadOnlyList<WorkflowStep> (g) => Steps(g.First().Definition, g.First().Marks, [.. g.Select(r => r.Item).OfType<WorkItem>()]));
    }

    private static List<WorkflowStep> Steps(
        WorkflowDefinition definition, IReadOnlyDictionary<string, StepMark> marks, IReadOnlyList<WorkItem> items) =>
        [.. definition.Steps.Select(s => items.Where(i => i.Step == s.Key).MaxBy(i => i.Round) is { } item
            ? new WorkflowStep(s, Enum.Parse<StepState>(item.State.ToString()), item.Id)
            : new WorkflowStep(s, Before(marks.GetValueOrDefault(s.Key!)), null))];

    private static StepState Before(StepMark? mark) => mark switch
    {
        { Skipped: true } => StepState.Skipped,
        { Cancelled: not null } => StepState.Cancelled,
        { DoneAt: not null } => StepState.DoneEarly,
        _ => StepState.Pending,
    };
}
