using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Whose the templates of a key are.</summary>
internal enum KeyStanding
{
    /// <summary>The platform's: a newer one takes the place of the older.</summary>
    Platform,

    /// <summary>The organisation has put a revision of its own in force.</summary>
    Own,

    /// <summary>The organisation has taken it out of force: nothing starts by it.</summary>
    Retired,
}

/// <summary>A definition that the platform ships and does not give, because the organisation has decided otherwise for its key.</summary>
internal sealed record NewerDefault(int Number, string? Source, WorkflowDefinition Definition);

/// <summary>Where a key stands, and what is held back for it.</summary>
internal sealed record StandingOfKey(KeyStanding Standing, NewerDefault? Newer);

/// <summary>Reads where keys stand, in one statement for a whole page.</summary>
internal sealed class StandingByKey(CoordinationDb db, Session session) : DataLoader<string, StandingOfKey>
{
    public override async Task<IReadOnlyDictionary<string, StandingOfKey>> ReadAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var shipped = DefaultTemplate.For(session.Tenant.CareModel).ToDictionary(t => t.Definition.Key!);
        var revisions = await db.Templates.AsNoTracking().Where(t => keys.Contains(t.Key)).Select(t => new { t.Key, t.State, t.DefaultNumber }).ToListAsync(ct);
        return revisions.GroupBy(t => t.Key).ToDictionary(g => g.Key, g =>
        {
            var standing = KeyStandings.Of(g.Select(t => (t.State, t.DefaultNumber)));
            var held = standing is not KeyStanding.Platform && shipped.TryGetValue(g.Key, out var template) && g.All(t => !(t.DefaultNumber >= template.Number))
                ? new NewerDefault(template.Number, template.Source, template.Definition) : null;
            return new StandingOfKey(standing, held);
        });
    }
}

/// <summary>Says whose the templates of a key are.</summary>
internal static class KeyStandings
{
    /// <summary>
    /// By all revisions of the key. What is installed or published leaves one in force, so a key whose last revision in force is retired was retired by somebody.
    /// </summary>
    public static KeyStanding Of(IEnumerable<(TemplateState State, int? DefaultNumber)> revisions)
    {
        var all = revisions.ToList();
        return all.Where(t => t.State is TemplateState.Published).ToList() is [var inForce, ..]
            ? inForce.DefaultNumber is null ? KeyStanding.Own : KeyStanding.Platform
            : all.Exists(t => t.State is TemplateState.Retired) ? KeyStanding.Retired : KeyStanding.Platform;
    }
}

/// <summary>Where the templates of a key stand.</summary>
[View<StandingOfKey>]
internal static class StandingOfKeyView
{
    /// <summary>Whose they are. What the organisation took out of force itself does not come back with what is newly shipped.</summary>
    public static KeyStanding Standing(StandingOfKey key) => key.Standing;

    /// <summary>A newer definition that the platform ships and does not give for that; null where there is none.</summary>
    public static NewerDefault? NewerDefault(StandingOfKey key) => key.Newer;
}

/// <summary>A definition that the platform ships and does not give, because the organisation has decided otherwise for its key.</summary>
[View<NewerDefault>]
internal static class NewerDefaultView
{
    /// <summary>Its number; it grows with each change.</summary>
    public static int Number(NewerDefault newer) => newer.Number;

    /// <summary>Which standards its clocks come from.</summary>
    public static string? Source(NewerDefault newer) => newer.Source;

    /// <summary>The definition as JSON: draftWorkflowTemplate takes it as it is.</summary>
    public static JsonElement Definition(NewerDefault newer) => DefinitionJson.Element(newer.Definition);
}
