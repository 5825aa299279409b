namespace CarePlatform.Platform;

/// <summary>A change of features that somebody thinks of.</summary>
/// <param name="Before">What is on now.</param>
/// <param name="After">What would be on.</param>
/// <param name="CareModel">Key of the care model that would be chosen; null when it stays.</param>
public sealed record PlannedFeatures(FeatureSet Before, FeatureSet After, string? CareModel)
{
    /// <summary>Whether the feature goes off.</summary>
    public bool TurnsOff(string feature) => Before.IsOn(feature) && !After.IsOn(feature);

    /// <summary>Whether the feature goes on.</summary>
    public bool TurnsOn(string feature) => !Before.IsOn(feature) && After.IsOn(feature);
}

/// <summary>What becomes of a piece of work when features change.</summary>
public enum WorkEffect
{
    /// <summary>It begins to be done: what starts it can happen then.</summary>
    Appears,

    /// <summary>It is begun no more: what starts it cannot happen then. What runs goes on.</summary>
    StartsNoMore,

    /// <summary>Some of it waits for what cannot happen then, until somebody completes, skips or stops it.</summary>
    WaitsInVain,

    /// <summary>Nothing of it moves while the feature is off, and it goes on when that is on again.</summary>
    StandsStill,
}

/// <summary>What a change of features means for one kind of work.</summary>
/// <param name="Key">Key of the workflow template.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Running">How many runs of it are under way.</param>
/// <param name="OpenItems">How many of their steps somebody owes now.</param>
public sealed record WorkImpact(string Key, string Title, WorkEffect Effect, int Running, int OpenItems);

/// <summary>Tells what a change of features means for work: answered by the module that keeps it.</summary>
public interface IWorkImpactLookup
{
    /// <summary>What would change; nothing for work that goes on as it is.</summary>
    Task<IReadOnlyList<WorkImpact>> Find(PlannedFeatures planned, CancellationToken ct);
}

/// <summary>What a change of features would mean.</summary>
/// <param name="Model">The care model that would be chosen; null when it stays.</param>
internal sealed record FeaturePreview(PlannedFeatures Planned, Recipe? Model)
{
    private FeatureChange Change => FeatureChange.Between(Planned.Before, Planned.After);

    public IReadOnlyList<string> TurnsOn => Change.TurnsOn;

    public IReadOnlyList<string> TurnsOff => Change.TurnsOff;
}

/// <summary>What a change of features, or of the care model, would mean.</summary>
[View<FeaturePreview>]
internal static class FeaturePreviewView
{
    /// <summary>Features that are off now and would be on, those that follow through needs included.</summary>
    public static IReadOnlyList<string> TurnsOn(FeaturePreview preview) => preview.TurnsOn;

    /// <summary>Features that are on now and would be off, those that depend on them included.</summary>
    public static IReadOnlyList<string> TurnsOff(FeaturePreview preview) => preview.TurnsOff;

    /// <summary>Types and fields of the API that would appear, such as <c>Mutation.bookAppointment</c>; of a type that is new only its name.</summary>
    public static IReadOnlyList<string> ApiAppears(FeaturePreview preview, FeatureReach reach) =>
        reach.Api(preview.Planned.Before, preview.Planned.After);

    /// <summary>Types and fields of the API that would disappear.</summary>
    public static IReadOnlyList<string> ApiDisappears(FeaturePreview preview, FeatureReach reach) =>
        reach.Api(preview.Planned.After, preview.Planned.Before);

    /// <summary>Permissions that would come to mean something.</summary>
    public static IReadOnlyList<PermissionDeclaration> PermissionsAppear(FeaturePreview preview, FeatureReach reach) =>
        reach.Permissions(preview.Planned.Before, preview.Planned.After);

    /// <summary>Permissions that would mean nothing, whoever holds them.</summary>
    public static IReadOnlyList<PermissionDeclaration> PermissionsDisappear(FeaturePreview preview, FeatureReach reach) =>
        reach.Permissions(preview.Planned.After, preview.Planned.Before);

    /// <summary>Roles of the care model that would be added.</summary>
    public static async Task<IReadOnlyList<string>> RolesAppear(FeaturePreview preview, RoleBook roles, CancellationToken ct)
    {
        var now = await roles.Read(ct);
        return [.. (preview.Model?.Roles ?? []).Select(r => r.Key).Where(r => now.Find(r) is null)];
    }

    /// <summary>Teams of the care model that would be added.</summary>
    public static async Task<IReadOnlyList<string>> TeamsAppear(FeaturePreview preview, People people, CancellationToken ct)
    {
        var now = (await people.Teams(ct)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        return [.. (preview.Model?.Teams ?? []).Select(t => t.Key).Where(t => !now.Contains(t))];
    }

    /// <summary>The work that would change, with how much of it is under way.</summary>
    public static async Task<IReadOnlyList<WorkImpact>> Work(FeaturePreview preview, IEnumerable<IWorkImpactLookup> lookups, CancellationToken ct)
    {
        var impacts = new List<WorkImpact>();
        foreach (var lookup in lookups)
        {
            impacts.AddRange(await lookup.Find(preview.Planned, ct));
        }

        return impacts;
    }
}

/// <summary>What a change of features means for one kind of work.</summary>
[View<WorkImpact>]
internal static class WorkImpactView
{
    /// <summary>Key of the workflow template.</summary>
    public static string Key(WorkImpact impact) => impact.Key;

    /// <summary>What people call it.</summary>
    public static string Title(WorkImpact impact) => impact.Title;

    /// <summary>What becomes of it.</summary>
    public static WorkEffect Effect(WorkImpact impact) => impact.Effect;

    /// <summary>How many runs of it are under way.</summary>
    public static int Running(WorkImpact impact) => impact.Running;

    /// <summary>How many of their steps somebody owes now.</summary>
    public static int OpenItems(WorkImpact impact) => impact.OpenItems;
}
