using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SwitchFeatureTests : IAsyncLifetime
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
    public async Task What_it_needs_goes_on_with_it_and_what_depends_on_it_goes_off_with_it()
    {
        Assert.Equal(["garden.bees", "garden.flowers"], (await Switch("garden.bees", on: true)).Value!.TurnsOn);
        Assert.Equal("garden garden.bees garden.flowers garden.trees", await OnNow());

        Assert.Equal(["garden.bees", "garden.flowers"], (await Switch("garden.flowers", on: false)).Value!.TurnsOff);
        Assert.Equal("garden garden.trees", await OnNow());
    }

    [Fact]
    public async Task The_preview_says_what_the_switch_then_does()
    {
        var preview = FeatureQueries.PreviewFeatures(
            null, ["garden.bees"], ["garden.trees"], _tenant, Get<FeatureCatalog>(), Get<RecipeCatalog>());

        var (on, off) = ((await Switch("garden.bees", on: true)).Value!, (await Switch("garden.trees", on: false)).Value!);
        Assert.Equal(on.TurnsOn, preview.TurnsOn);
        Assert.Equal(off.TurnsOff, preview.TurnsOff);
    }

    [Fact]
    public async Task Switching_to_what_is_so_already_changes_nothing() =>
        Assert.True((await Switch("garden", on: true)).Value!.IsEmpty);

    [Fact]
    public async Task A_feature_that_nobody_declares_is_refused() =>
        Assert.IsType<SwitchFeature.UnknownFeature>(Assert.Single((await Switch("garden.weeds", on: true)).Refusals));

    [Fact]
    public async Task Who_switched_and_when_is_kept()
    {
        var actor = new Actor(new UserId(Guid.CreateVersion7(_platform.World.GetUtcNow())), "Head", new HashSet<string>(), new HashSet<TeamId>(), new Dictionary<string, Reach>());
        await Switch("garden.trees", on: false, actor);

        Assert.Equal(
            actor.User!.Value.Value,
            await _platform.Ask("select changed_by from platform.tenant_features where feature = 'garden.trees' and not is_on"));
    }

    [Fact]
    public async Task Feature_management_answers_for_the_tenant()
    {
        var manager = Get<IVariantFeatureManager>();

        Assert.True(await manager.IsEnabledAsync("garden.trees", _tenant, TestPlatform.Cancellation));
        Assert.False(await manager.IsEnabledAsync("garden.bees", _tenant, TestPlatform.Cancellation));
        Assert.False(await manager.IsEnabledAsync("garden.weeds", _tenant, TestPlatform.Cancellation));

        await Switch("garden.bees", on: true);
        Assert.True(await manager.IsEnabledAsync(
            "garden.bees", (await _platform.Tenants.Find("harbor", TestPlatform.Cancellation))!, TestPlatform.Cancellation));
    }

    [Fact]
    public async Task Two_administrators_who_switch_at_once_do_not_mix_their_changes()
    {
        await Task.WhenAll(Switch("garden.bees", on: true), Switch("garden", on: false), Switch("garden.trees", on: true));

        var on = (await OnNow()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(on, Get<FeatureCatalog>().Effective(on).Ids.Order(StringComparer.Ordinal));
    }

    private Task<Outcome<FeatureChange>> Switch(string feature, bool on, Actor? actor = null) => _platform.Do(
        _tenant,
        services => SwitchFeature.Handle(
            new SwitchFeature.Input(feature, on), services.GetRequiredService<FeatureCatalog>(),
            services.GetRequiredService<FeatureSwitches>(), TestPlatform.Cancellation),
        actor);

    private async Task<string> OnNow() => (await _platform.Tenants.Find("harbor", TestPlatform.Cancellation))!.Features.Key;

    private T Get<T>()
        where T : notnull => _platform.Services.GetRequiredService<T>();
}
