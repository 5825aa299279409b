using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class FeatureCatalogTests
{
    private static readonly FeatureCatalog Garden = new([new GardenModule()]);

    [Fact]
    public void A_feature_is_on_only_when_everything_that_it_needs_is_on() =>
        Assert.Equal(["garden"], Garden.Effective(["garden", "garden.bees", "no.longer.declared"]).Ids);

    [Fact]
    public void Needs_and_dependants_reach_all_the_way()
    {
        Assert.Equal(["garden", "garden.bees", "garden.flowers"], Garden.WithNeeds("garden.bees").Order());
        Assert.Equal(["garden.bees", "garden.flowers"], Garden.WithDependants("garden.flowers").Order());
    }

    [Theory]
    [InlineData("a needs z", "needs \"z\", which no module declares")]
    [InlineData("a needs b; b needs c; c needs a", "that needs itself in the end")]
    [InlineData("a needs a", "that needs itself in the end")]
    [InlineData("a; a", "\"a\" a second time")]
    public void A_declaration_that_cannot_be_stops_the_start_and_names_the_module(string declared, string problem)
    {
        var stopped = Assert.Throws<DeclarationException>(() => new FeatureCatalog([new Declared(declared)]));

        Assert.Contains(problem, stopped.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Declared), stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_switched_what_is_on_has_all_its_needs() => Prop.ForAll(
        Gen.Choose(0, 3).Two().ListOf().ToArbitrary(),
        switches =>
        {
            var ids = Garden.All.Select(f => f.Id).ToList();
            var set = new FeatureSet([]);
            foreach (var (feature, on) in switches)
            {
                set = FeatureSwitches.Switched(Garden, set, ids[feature], on % 2 == 0);
                if (set.IsOn(ids[feature]) != (on % 2 == 0) || !Garden.Effective(set.Ids).Equals(set))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    // "a needs b; b": a feature each, with what it needs.
    private sealed class Declared(string text) : IModule
    {
        public string Name => "declared";

        public IReadOnlyList<FeatureDeclaration> Features =>
        [
            .. from feature in text.Split("; ")
               let parts = feature.Split(" needs ")
               select new FeatureDeclaration(parts[0], parts[0], parts[1..]),
        ];

        public IReadOnlyList<PermissionDeclaration> Permissions => [];
    }
}
