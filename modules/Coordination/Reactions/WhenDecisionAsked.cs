using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A decision that was asked for about a work item stands in the item's history, whoever asked.</summary>
[Feature("coordination.decisions")]
internal static class WhenDecisionAsked
{
    public static async Task Handle(DecisionAsked asked, DecisionHistory history, CancellationToken ct)
    {
        if (asked.Item is { } item && await history.Take(item, ct) is { } lines)
        {
            lines.Add(
                Happening.DecisionAsked, asked.AskedAt, asked.Type, by: asked.AskedBy, told: new Holder(asked.Decider, asked.DeciderTeam), dueAt: asked.DueAt);
        }
    }
}
