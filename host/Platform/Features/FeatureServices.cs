using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;

namespace CarePlatform.Platform;

/// <summary>Registers features, care models and the founding of tenants.</summary>
internal static class FeatureServices
{
    /// <exception cref="DeclarationException">A module declares a feature that cannot be.</exception>
    /// <exception cref="RecipeException">A recipe names what no module declares.</exception>
    public static IServiceCollection AddTenantFeatures(
        this IServiceCollection services, IReadOnlyList<IModule> modules, IReadOnlyList<Recipe>? shipped = null)
    {
        var features = new FeatureCatalog(modules);
        var recipes = new RecipeCatalog(shipped ?? RecipeCatalog.ReadShipped(), modules, features);
        services.AddSingleton(features).AddSingleton(recipes).AddSingleton(ShippedBuild.Of(modules));
        services.AddSingleton<IFeatureDefinitionProvider, FeatureDefinitions>().AddFeatureManagement().AddFeatureFilter<TenantFeatureFilter>();
        services.AddScoped<FeatureSwitches>().AddScoped<RecipeInstaller>().AddScoped<DefaultsGiven>().AddScoped<StaffInstaller>().AddScoped<Sites>();
        services.AddSingleton(provider => new TenantFoundation(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<Databases>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<TenantCatalog>(), features, recipes));
        return services.AddHostedService<TenantChanges>().AddSingleton<DefaultsAtStart>().AddHostedService(p => p.GetRequiredService<DefaultsAtStart>());
    }
}
