using System.Text;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class RecipeCatalogTests
{
    private const string Orchard = """
        {
          "key": "orchard", "title": "Orchard", "description": "Trees.", "features": ["garden", "garden.trees"],
          "roles": [{ "key": "keeper", "title": "Keeper", "permissions": { "garden.dig": "team" } }],
          "teams": [{ "key": "beds", "name": "Beds" }],
          "calendar": { "week": { "monday": "08:00-17:00" }, "holidays": { "sets": ["us-federal"] } },
          "modules": { "garden": { "greeting": "Welcome" } }
        }
        """;

    [Fact]
    public void The_product_ships_the_three_care_models() => Assert.Equal(
        ["ambulatory-intensive", "community-coalition", "wraparound"], RecipeCatalog.ReadShipped().Select(r => r.Key).Order());

    [Fact]
    public void The_demonstration_has_a_sandbox_for_each_care_model_and_every_plan_fits_its_recipe()
    {
        var recipes = RecipeCatalog.ReadShipped().ToDictionary(r => r.Key);
        var plans = TenantPlan.ReadDemo();

        Assert.Equal(["bridge", "harbor", "meadow"], plans.Select(p => p.Slug).Order());
        Assert.Equal(recipes.Keys.Order(), plans.Select(p => p.CareModel).Order());
        Assert.All(plans, p => Assert.True(p.Sandbox));
        Assert.Empty(plans.SelectMany(p => p.Problems(recipes[p.CareModel])));
    }

    [Fact]
    public void A_good_recipe_is_taken() => Assert.Equal("Orchard", Assert.Single(Catalog(Orchard).All).Title);

    [Theory]
    [InlineData("\"garden.trees\"", "\"garden.weeds\"", "turns on the feature \"garden.weeds\"")]
    [InlineData("\"garden\", \"garden.trees\"", "\"garden.trees\"", "must turn on \"garden\" as well")]
    [InlineData("garden.dig", "garden.burn", "role \"keeper\" is allowed \"garden.burn\"")]
    [InlineData("{ \"garden\": {", "{ \"pond\": {", "part for the module \"pond\"")]
    [InlineData("us-federal", "atlantis", "holiday set \"atlantis\"")]
    [InlineData("\"monday\": \"08:00-17:00\"", "", "no open day")]
    [InlineData("08:00-17:00", "17:00-08:00", "are no opening hours")]
    [InlineData("\"team\"", "\"galaxy\"", "roles[0].permissions")]
    [InlineData("\"teams\"", "\"groups\"", "groups")]
    [InlineData("\"key\": \"orchard\"", "\"key\": \"forest\"", "must be the file's name")]
    [InlineData("\"title\": \"Orchard\", ", "", "title")]
    public void A_recipe_that_names_what_is_not_there_stops_the_start(string good, string bad, string problem)
    {
        var stopped = Assert.Throws<RecipeException>(() => Catalog(Orchard.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Contains("orchard.json", stopped.Message, StringComparison.Ordinal);
        Assert.Contains(problem, stopped.Message, StringComparison.Ordinal);
    }

    private static RecipeCatalog Catalog(string json)
    {
        var module = new GardenModule();
        return new RecipeCatalog([RecipeCatalog.Parse("orchard", Encoding.UTF8.GetBytes(json))], [module], new FeatureCatalog([module]));
    }
}
