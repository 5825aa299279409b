using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// What a change of features means for workflows: which begin, which are begun no more, and which runs wait for events that nobody would
/// publish. Revisions count that are in force, or of which runs are under way.
/// </summary>
internal sealed class WorkImpacts(CoordinationDb db) : IWorkImpactLookup
{
    private const string Own = "coordination";

    public async Task<IReadOnlyList<WorkImpact>> Find(PlannedFeatures planned, CancellationToken ct)
    {
        var running = await db.Workflows.Where(w => w.State == WorkflowState.Running)
            .GroupBy(w => w.Template).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var open = await db.WorkItems.Where(i => i.State == WorkItemState.Open)
            .Join(db.Workflows, i => i.Workflow, w => w.Id, (i, w) => w.Template)
            .GroupBy(t => t).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var templates = await db.Templates.AsNoTracking().Where(t => t.State != TemplateState.Draft).OrderBy(t => t.Key).ThenBy(t => t.Revision).ToListAsync(ct);
        return
        [
            .. templates.Where(t => t.State is TemplateState.Published || running.ContainsKey(t.Id))
                .SelectMany(t => Effects(t, planned).Select(e => new WorkImpact(
                    t.Key, t.Title, e, running.GetValueOrDefault(t.Id), open.GetValueOrDefault(t.Id)))),
            .. New(planned, templates),
        ];
    }

    private static IEnumerable<WorkEffect> Effects(WorkflowTemplate template, PlannedFeatures planned)
    {
        var (inForce, start) = (template.State is TemplateState.Published, FeatureOf(template.StartEvent));
        if (planned.TurnsOff(Own))
        {
            yield return WorkEffect.StandsStill;
            yield break;
        }

        var (was, will) = (planned.Before.IsOn(Own) && IsOn(planned.Before, start), planned.After.IsOn(Own) && IsOn(planned.After, start));
        if (inForce && was != will)
        {
            yield return will ? WorkEffect.Appears : WorkEffect.StartsNoMore;
        }

        if (template.Hears.Where(e => e != template.StartEvent).Any(e => FeatureOf(e) is { } feature && planned.TurnsOff(feature)))
        {
            yield return WorkEffect.WaitsInVain;
        }
    }

    // Templates of the care model that the tenant does not have yet.
    private static IEnumerable<WorkImpact> New(PlannedFeatures planned, List<WorkflowTemplate> templates)
    {
        var known = templates.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        return planned.CareModel is not { } model || !planned.After.IsOn(Own) ? [] : DefaultTemplate.For(model)
            .Where(t => !known.Contains(t.Definition.Key!) && IsOn(planned.After, FeatureOf(t.Definition.Start?.Event)))
            .Select(t => new WorkImpact(t.Definition.Key!, t.Definition.Title!, WorkEffect.Appears, Running: 0, OpenItems: 0));
    }

    private static bool IsOn(FeatureSet features, string? feature) => feature is null || features.IsOn(feature);

    private static string? FeatureOf(string? name) => EventCatalogue.Contracts.Find(name)?.Feature;
}
