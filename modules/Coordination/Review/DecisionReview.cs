using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Whether the decisions that a definition's escalations ask for are in the registry.</summary>
internal static class DecisionReview
{
    public static async Task<IReadOnlyList<Finding>> Of(WorkflowDefinition definition, CoordinationDb db, CancellationToken ct)
    {
        var asked = Asked(definition).ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        var keys = asked.Select(a => a.Key).ToList();
        var known = await db.DecisionTypes.Where(t => keys.Contains(t.Key) && t.RetiredAt == null).Select(t => t.Key).ToListAsync(ct);
        return [.. asked.Where(a => !known.Contains(a.Key)).Select(a => new Finding(a.Path, $"No decision type \"{a.Key}\" is in force."))];
    }

    private static IEnumerable<(string Key, string Path)> Asked(WorkflowDefinition definition) =>
        from step in definition.Steps.Select((s, i) => (Value: s, Index: i))
        from rung in step.Value.Escalation.Select((r, i) => (Value: r, Index: i))
        where rung.Value.Decision is not null
        select (rung.Value.Decision, $"steps[{step.Index}].escalation[{rung.Index}].decision");
}
