using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Gives a tenant the platform's templates for its care model, in force at once. Repeating it changes nothing; a newer default
/// takes the place of an older one, while a template that the tenant has published itself is left alone.
/// </summary>
internal static class InstallTemplates
{
    /// <returns>What was added.</returns>
    public static async Task<IReadOnlyList<WorkflowTemplate>> Run(
        CoordinationDb db, string careModel, DateTimeOffset now, CancellationToken ct)
    {
        var added = new List<WorkflowTemplate>();
        foreach (var shipped in DefaultTemplate.For(careModel))
        {
            var revisions = await db.Templates.Where(t => t.Key == shipped.Definition.Key).ToListAsync(ct);
            var inForce = revisions.FirstOrDefault(t => t.State is TemplateState.Published);
            var isTheirs = inForce is { DefaultNumber: null };
            if (isTheirs || revisions.Any(t => t.DefaultNumber >= shipped.Number))
            {
                continue;
            }

            inForce?.Retire(now);
            added.Add(WorkflowTemplate.Default(
                shipped.Definition, shipped.Number, revisions.Select(t => t.Revision).DefaultIfEmpty().Max() + 1, now));
        }

        db.AddRange(added);
        return added;
    }
}
