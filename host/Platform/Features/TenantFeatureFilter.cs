using Microsoft.FeatureManagement;

namespace CarePlatform.Platform;

/// <summary>Answers feature management for a tenant: <c>IsEnabledAsync(feature, tenant)</c>.</summary>
[FilterAlias(Alias)]
internal sealed class TenantFeatureFilter : IContextualFeatureFilter<Tenant>
{
    public const string Alias = "Tenant";

    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext featureFilterContext, Tenant appContext) =>
        Task.FromResult(appContext.Features.IsOn(featureFilterContext.FeatureName));
}

/// <summary>Defines every declared feature as one that the tenant decides.</summary>
internal sealed class FeatureDefinitions(FeatureCatalog catalog) : IFeatureDefinitionProvider
{
    private readonly Dictionary<string, FeatureDefinition> _definitions = catalog.All.ToDictionary(
        f => f.Id,
        f => new FeatureDefinition { Name = f.Id, EnabledFor = [new FeatureFilterConfiguration { Name = TenantFeatureFilter.Alias }] },
        StringComparer.Ordinal);

    // The library's contract says null for a feature that is not known, and declares it not null.
    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) =>
        Task.FromResult(_definitions.GetValueOrDefault(featureName)!);

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        foreach (var definition in _definitions.Values)
        {
            yield return definition;
        }

        await Task.CompletedTask;
    }
}
