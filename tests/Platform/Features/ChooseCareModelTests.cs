using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ChooseCareModelTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private Tenant _tenant = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.Start();
        _tenant = await _platform.Found("harbor");
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_models_features_come_and_the_former_ones_go()
    {
        var change = (await Choose("meadow")).Value!;
        var tenant = (await _platform.Tenants.Find("harbor", TestPlatform.Cancellation))!;

        Assert.Equal(["garden.bees", "garden.flowers"], change.TurnsOn);
        Assert.Equal(["garden.trees"], change.TurnsOff);
        Assert.Equal(("meadow", "garden garden.bees garden.flowers"), (tenant.CareModel, tenant.Features.Key));
        Assert.Equal(1L, await _platform.Ask("select count(*) from platform.role_permissions where role = 'beekeeper'"));
    }

    [Fact]
    public async Task The_preview_of_a_care_model_says_what_choosing_it_then_does()
    {
        var preview = FeatureQueries.PreviewFeatures(
            "meadow", null, null, _tenant, _platform.Services.GetRequiredService<FeatureCatalog>(), _platform.Services.GetRequiredService<RecipeCatalog>());
        var change = (await Choose("meadow")).Value!;

        Assert.Equal(change.TurnsOn, preview.TurnsOn);
        Assert.Equal(change.TurnsOff, preview.TurnsOff);
    }

    [Fact]
    public async Task Choosing_the_former_model_again_turns_the_features_back()
    {
        await Choose("meadow");
        await Choose("orchard");

        Assert.Equal(_tenant.Features, (await _platform.Tenants.Find("harbor", TestPlatform.Cancellation))!.Features);
    }

    [Fact]
    public async Task A_model_that_there_is_not_is_refused_with_those_there_are()
    {
        var refusal = Assert.Single((await Choose("desert")).Refusals);

        Assert.Contains("Choose one of: meadow, orchard", refusal.Message, StringComparison.Ordinal);
    }

    private Task<Outcome<FeatureChange>> Choose(string careModel) => _platform.Do(_tenant, services => ChooseCareModel.Handle(
        new ChooseCareModel.Input(careModel), services.GetRequiredService<Session>(), services.GetRequiredService<RecipeCatalog>(),
        services.GetRequiredService<FeatureCatalog>(), services.GetRequiredService<FeatureSwitches>(),
        services.GetRequiredService<RecipeInstaller>(), services.GetRequiredService<DefaultsGiven>(), TestPlatform.Cancellation));
}
