using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Every event may start a workflow, complete, retime or cancel its steps, or stop it: doing the work closes the step.</summary>
[Feature("coordination")]
internal static class WhenAnythingHappens
{
    /// <summary>Those of these types of events that a template of the tenant hears, or that end the work about a client.</summary>
    public static async Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CoordinationDb db, CancellationToken ct)
    {
        var names = types.ToDictionary(t => t, EventHistory.NamesOf);
        var asked = names.Values.SelectMany(n => n).Distinct().ToArray();
        var heard = (await db.Templates.AsNoTracking().Where(t => t.State != TemplateState.Draft)
            .SelectMany(t => t.Hears).Where(h => asked.Contains(h)).Distinct().ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        return types.Where(t => t == EventCatalogue.Discharged || names[t].Any(heard.Contains)).ToHashSet(StringComparer.Ordinal);
    }

    public static Task<IReadOnlyList<object>> Handle(LogEntry happened, Engine engine, CancellationToken ct) => engine.Hear(happened, ct);
}
