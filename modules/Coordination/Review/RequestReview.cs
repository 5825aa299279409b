using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Whether the workflows that a definition's escalations start are there, and never lead back to it.</summary>
internal static class RequestReview
{
    public static async Task<IReadOnlyList<Finding>> Of(WorkflowDefinition definition, CoordinationDb db, CancellationToken ct)
    {
        var asked = Asked(definition).ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        var inForce = await db.Templates.AsNoTracking()
            .Where(t => t.State == TemplateState.Published && t.StartEvent == EventCatalogue.Requested)
            .ToDictionaryAsync(t => t.Key, t => t.Definition, ct);
        return
        [
            .. asked.Where(a => a.Key != definition.Key).Select(a => (a.Path, Problem: ProblemOf(a.Key, definition.Key!, inForce)))
                .Where(p => p.Problem is not null).Select(p => new Finding(p.Path, p.Problem!)),
        ];
    }

    private static IEnumerable<(string Key, string Path)> Asked(WorkflowDefinition definition) =>
        from step in definition.Steps.Select((s, i) => (Value: s, Index: i))
        from rung in step.Value.Escalation.Select((r, i) => (Value: r, Index: i))
        where rung.Value.Workflow is not null
        select (rung.Value.Workflow, $"steps[{step.Index}].escalation[{rung.Index}].workflow");

    private static string? ProblemOf(string key, string own, Dictionary<string, WorkflowDefinition> inForce)
    {
        if (!inForce.ContainsKey(key))
        {
            return $"No workflow \"{key}\" is in force that starts by {EventCatalogue.Requested}.";
        }

        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { key }, new Stack<string>([key]));
        while (open.TryPop(out var next))
        {
            foreach (var (further, _) in inForce.TryGetValue(next, out var definition) ? Asked(definition) : [])
            {
                if (further == own)
                {
                    return $"The workflow \"{key}\" leads back to this one by its own escalations, through {next}: break the circle.";
                }

                if (seen.Add(further))
                {
                    open.Push(further);
                }
            }
        }

        return null;
    }
}
