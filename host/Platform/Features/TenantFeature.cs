namespace CarePlatform.Platform;

/// <summary>A feature as one tenant has it.</summary>
public sealed record TenantFeature(FeatureDeclaration Declaration, bool On);

/// <summary>Something of the platform that the organisation can switch on or off.</summary>
[View<TenantFeature>("Feature")]
internal static class TenantFeatureView
{
    /// <summary>The name by which it is switched, such as <c>intake</c>.</summary>
    public static string Key(TenantFeature feature) => feature.Declaration.Id;

    /// <summary>What it gives, in a few words.</summary>
    public static string Title(TenantFeature feature) => feature.Declaration.Title;

    /// <summary>Whether it is on now.</summary>
    public static bool On(TenantFeature feature) => feature.On;

    /// <summary>The features that must be on for it.</summary>
    public static IReadOnlyList<string> Needs(TenantFeature feature) => feature.Declaration.Needs;
}

/// <summary>What a change of features turns on and off, dependencies included.</summary>
public sealed record FeatureChange(IReadOnlyList<string> TurnsOn, IReadOnlyList<string> TurnsOff)
{
    /// <summary>Whether nothing changes at all.</summary>
    public bool IsEmpty => TurnsOn.Count == 0 && TurnsOff.Count == 0;

    /// <summary>The way from one set of features to another.</summary>
    public static FeatureChange Between(FeatureSet before, FeatureSet after) => new(
        [.. after.Ids.Except(before.Ids).Order(StringComparer.Ordinal)], [.. before.Ids.Except(after.Ids).Order(StringComparer.Ordinal)]);
}

/// <summary>What a change of features turns on and off, those that follow through dependencies included.</summary>
[View<FeatureChange>]
internal static class FeatureChangeView
{
    /// <summary>Features that are off now and will be on.</summary>
    public static IReadOnlyList<string> TurnsOn(FeatureChange change) => change.TurnsOn;

    /// <summary>Features that are on now and will be off.</summary>
    public static IReadOnlyList<string> TurnsOff(FeatureChange change) => change.TurnsOff;
}
