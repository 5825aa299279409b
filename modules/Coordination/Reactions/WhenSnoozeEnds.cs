using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>An item comes back that was put aside.</summary>
[Timer("coordination.snooze-ends@1")]
internal sealed record SnoozeEnds([property: Stream] WorkflowId Workflow, WorkItemId Item);

/// <summary>What was put aside comes back at its time, and its history says so.</summary>
[Feature("coordination")]
internal static class WhenSnoozeEnds
{
    public static Task<IReadOnlyList<object>> Handle(SnoozeEnds ends, Engine engine, TimeProvider clock, CancellationToken ct) =>
        engine.Return(ends.Workflow, ends.Item, clock.GetUtcNow(), ct);
}
