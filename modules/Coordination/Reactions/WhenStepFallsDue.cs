using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The next rung of an open step's ladder comes due.</summary>
[Timer("coordination.step-due@1")]
internal sealed record StepDue([property: Stream] WorkflowId Workflow, WorkItemId Item);

/// <summary>Steps that nobody has done in time climb their escalation ladders; those that fall due together, together.</summary>
[Feature("coordination")]
internal static class WhenStepFallsDue
{
    public static Task<IReadOnlyList<object>> Handle(
        IReadOnlyList<StepDue> due, Engine engine, TimeProvider clock, CancellationToken ct) => engine.Wake(due, clock.GetUtcNow(), ct);
}
