using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Whether the decisions that a definition's escalations ask for are in the registry, and whether a ladder can ask for them: a question that only a
/// person can answer would stop each of them on its way.
/// </summary>
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
        var known = await db.DecisionTypes.Where(t => keys.Contains(t.Key) && t.RetiredAt == null).ToDictionaryAsync(t => t.Key, ct);
        return [.. asked.Select(a => Problem(a.Key, known.GetValueOrDefault(a.Key)) is { } problem ? new Finding(a.Path, problem) : null).OfType<Finding>()];
    }

    private static string? Problem(string key, DecisionType? type) => type is null ? $"No decision type \"{key}\" is in force."
        : type.Rule.Information.FirstOrDefault(q => q is { Required: true, Fact: null }) is { } question
            ? $"\"{key}\" must be told: {question.Text} No fact says it, so an escalation cannot ask for it. Name the fact, or let the question be optional."
        : null;

    private static IEnumerable<(string Key, string Path)> Asked(WorkflowDefinition definition) =>
        from step in definition.Steps.Select((s, i) => (Value: s, Index: i))
        from rung in step.Value.Escalation.Select((r, i) => (Value: r, Index: i))
        where rung.Value.Decision is not null
        select (rung.Value.Decision, $"steps[{step.Index}].escalation[{rung.Index}].decision");
}
