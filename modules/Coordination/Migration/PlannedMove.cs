using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What becomes of an open step when its run follows another revision.</summary>
internal enum StepChange
{
    /// <summary>It becomes work.</summary>
    Opens,

    /// <summary>It stays open and is due at another time.</summary>
    DueChanges,

    /// <summary>It stays open as it is.</summary>
    Stays,

    /// <summary>It is open and the revision lacks it, so that it is cancelled.</summary>
    Ends,
}

/// <summary>One step of a run that moves.</summary>
/// <param name="Item">The item; null for a step that opens only then.</param>
internal sealed record MovedStep(string Step, WorkItemId? Item, StepChange Change, DateTimeOffset? DueBefore, DateTimeOffset? DueAfter);

/// <summary>What a move to another revision does to one run.</summary>
/// <param name="Stays">Why the run cannot move; null when it can.</param>
internal sealed record PlannedMove(WorkflowId Workflow, WorkflowTemplateId From, int Version, string? Stays, IReadOnlyList<MovedStep> Steps)
{
    /// <summary>Why a run cannot move: the revision reads something that was not kept of an event that has passed. Null when it can.</summary>
    public static string? Prevents(Workflow run, IReadOnlyCollection<WorkItem> items, WorkflowDefinition before, WorkflowDefinition after)
    {
        if (before.Defect is { } defect)
        {
            return $"Its revision cannot be read ({defect}), so what it has kept is not known. It waits until that is mended.";
        }

        var ended = items.Where(i => !i.IsOpen).Select(i => i.Step).ToHashSet(StringComparer.Ordinal);
        var kept = before.Reads.ToHashSet();
        foreach (var step in after.Steps.Where(s => !ended.Contains(s.Key!) || s.Repeat is not null))
        {
            foreach (var read in step.Reads.Where(r => r.Source == FieldRef.Start || ended.Contains(r.Source)))
            {
                if (!kept.Contains(read) && !run.Facts.Knows(read))
                {
                    return $"The step {step.Key} reads {read}, which this run has not kept. It goes on by its own revision.";
                }
            }
        }

        return null;
    }

    /// <summary>Lets the run move, and says what that changed.</summary>
    public static PlannedMove Of(Turn turn, IReadOnlyCollection<WorkItem> items, WorkflowTemplate revision)
    {
        var (from, version) = (turn.Workflow.Template, turn.Workflow.Version);
        var before = items.Where(i => i.IsOpen).Select(i => (Item: i, i.DueAt)).ToList();
        turn.Migrate(revision);
        return new PlannedMove(turn.Workflow.Id, from, version, null,
        [
            .. before.Select(b => new MovedStep(b.Item.Step, b.Item.Id, Change(b.Item, b.DueAt), b.DueAt, b.Item.IsOpen ? b.Item.DueAt : null)),
            .. turn.Changes.Opened.Select(i => new MovedStep(i.Step, null, StepChange.Opens, null, i.DueAt)),
        ]);
    }

    private static StepChange Change(WorkItem item, DateTimeOffset before) =>
        !item.IsOpen ? StepChange.Ends : item.DueAt == before ? StepChange.Stays : StepChange.DueChanges;
}

/// <summary>What a move to another revision does, or did, to one run.</summary>
[View<PlannedMove>]
internal static class PlannedMoveView
{
    /// <summary>The run.</summary>
    public static WorkflowId Workflow(PlannedMove move) => move.Workflow;

    /// <summary>The revision that it follows before.</summary>
    public static WorkflowTemplateId From(PlannedMove move) => move.From;

    /// <summary>The version of the run that this was worked out for; send it with the move.</summary>
    public static int Version(PlannedMove move) => move.Version;

    /// <summary>Why it stays with its revision, in words; null when it moves.</summary>
    public static string? Stays(PlannedMove move) => move.Stays;

    /// <summary>What becomes of its open steps, and which open.</summary>
    public static IReadOnlyList<MovedStep> Steps(PlannedMove move) => move.Steps;
}

/// <summary>What becomes of one step when its run moves to another revision.</summary>
[View<MovedStep>]
internal static class MovedStepView
{
    /// <summary>Key of the step.</summary>
    public static string Step(MovedStep step) => step.Step;

    /// <summary>The work item; null for a step that opens by the move.</summary>
    public static WorkItemId? Item(MovedStep step) => step.Item;

    /// <summary>What becomes of it.</summary>
    public static StepChange Change(MovedStep step) => step.Change;

    /// <summary>When it is due before the move.</summary>
    public static DateTimeOffset? DueBefore(MovedStep step) => step.DueBefore;

    /// <summary>When it is due after the move; null when it ends.</summary>
    public static DateTimeOffset? DueAfter(MovedStep step) => step.DueAfter;
}
