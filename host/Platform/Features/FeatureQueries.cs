namespace CarePlatform.Platform;

/// <summary>What the organisation has switched on, and what a change would do.</summary>
[Query, Requires("platform.administer")]
internal static class FeatureQueries
{
    /// <summary>All features that there are, with whether they are on for this organisation.</summary>
    public static IReadOnlyList<TenantFeature> Features(Tenant tenant, FeatureCatalog catalog) =>
        [.. catalog.All.Select(f => new TenantFeature(f, tenant.Features.IsOn(f.Id)))];

    /// <summary>
    /// What switching features on and off, after choosing a care model when one is named, would turn on and off, and what that means for the
    /// API, for permissions and for work under way; nothing is changed. Unknown names are left out of account.
    /// </summary>
    /// <param name="careModel">Key of the care model to choose first.</param>
    /// <param name="on">Features to switch on then.</param>
    /// <param name="off">Features to switch off then.</param>
    public static FeaturePreview PreviewFeatures(
        string? careModel, IReadOnlyList<string>? on, IReadOnlyList<string>? off, Tenant tenant, FeatureCatalog catalog, RecipeCatalog recipes)
    {
        var model = careModel is null ? null : recipes.Find(careModel);
        var wanted = model is null ? tenant.Features : catalog.Effective(model.Features);
        wanted = (on ?? []).Where(catalog.Knows).Aggregate(wanted, (set, id) => FeatureSwitches.Switched(catalog, set, id, on: true));
        wanted = (off ?? []).Where(catalog.Knows).Aggregate(wanted, (set, id) => FeatureSwitches.Switched(catalog, set, id, on: false));
        return new FeaturePreview(new PlannedFeatures(tenant.Features, wanted, model?.Key), model);
    }

    /// <summary>The care models that an organisation can choose.</summary>
    public static IReadOnlyList<Recipe> CareModels(RecipeCatalog recipes) => recipes.All;
}
