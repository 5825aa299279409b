using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The next rung of an open step's ladder comes due.</summary>
[Timer("coordination.step-due@1")]
internal sealed record StepDue([property: Stream] WorkflowId Workflow, WorkItemId Item);

/// <summary>A step that nobody has done in time climbs its escalation ladder.</summary>
[Feature("coordination")]
internal static class WhenStepFallsDue
{
    public static Task<IReadOnlyList<object>> Handle(StepDue due, Engine engine, TimeProvider clock, CancellationToken ct) =>
        engine.Wake(due.Workflow, due.Item, clock.GetUtcNow(), ct);
}
