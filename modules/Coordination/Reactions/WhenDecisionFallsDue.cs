using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The time of a decider runs out.</summary>
[Timer("coordination.decision-due@1")]
internal sealed record DecisionDue([property: Stream] DecisionRequestId Request);

/// <summary>A decision that nobody has made in time goes to the next decider, or falls to its default.</summary>
[Feature("coordination.decisions")]
internal static class WhenDecisionFallsDue
{
    public static async Task<IReadOnlyList<object>> Handle(DecisionDue due, Deciding deciding, TimeProvider clock, CancellationToken ct) =>
        await deciding.Lapse(due.Request, clock.GetUtcNow(), ct) is { } happened ? [happened] : [];
}
