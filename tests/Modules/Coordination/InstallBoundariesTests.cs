using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class InstallBoundariesTests
{
    private const string Thing = "roleBoundaries { outside version roles { role kinds } }";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_care_model_brings_its_boundaries_and_what_the_tenant_has_set_stays()
    {
        var work = await WorkTenant.New();
        await Install(work, "intake-worker");
        Assert.Equal(Outside.Flagged, (await Boundaries(work)).Judge(new HashSet<string> { "intake-worker" }, StepKind.ClinicalCare));
        var mine = new { outside = "REFUSED", roles = new[] { new { key = "intake-worker", kinds = new[] { "CLINICAL_CARE" } } } };
        await work.Outside.Do("sue", "changeRoleBoundaries", mine, Thing);
        await Install(work, "intake-worker");
        Assert.Equal(Outside.Allowed, (await Boundaries(work)).Judge(new HashSet<string> { "intake-worker" }, StepKind.ClinicalCare));
    }

    [Fact]
    public async Task A_matrix_with_a_role_that_nobody_holds_yet_can_be_sent_back()
    {
        var work = await WorkTenant.New();
        await Install(work, "peer-specialist");
        var back = new { outside = "FLAGGED", roles = new[] { new { key = "peer-specialist", kinds = new[] { "CARE_COORDINATION" } } } };
        Assert.Equal("FLAGGED", (await work.Outside.Do("sue", "changeRoleBoundaries", back, Thing)).GetProperty("outside").GetString());
    }

    [Fact]
    public async Task A_slip_in_a_role_of_the_recipe_is_told()
    {
        var work = await WorkTenant.New();
        var error = await Assert.ThrowsAsync<RecipeException>(() => Install(work, "peer-specialist", has: "intake-worker"));
        Assert.Contains("peer-specialist", error.Message, StringComparison.Ordinal);
    }

    private static Task<bool> Install(WorkTenant work, string role, string? has = null)
    {
        var part = $$"""{ "boundaries": { "source": "A test", "outside": "flagged", "roles": { "{{role}}": ["administrative-support"] } } }""";
        var recipe = new Recipe(
            "wraparound", "", "", [], [new RoleRecipe(has ?? role, "", new Dictionary<string, Reach>())], [],
            new CalendarDocument(SomeWork.OfficeHours, new Holidays()),
            new Dictionary<string, JsonElement> { ["coordination"] = JsonSerializer.Deserialize<JsonElement>(part) });
        return work.In(async services =>
        {
            await services.GetServices<ITenantDefaults>().OfType<InstallBoundaries>().Single().Install(work.Outside.Tenant, recipe, Ct);
            return true;
        });
    }

    private static Task<RoleBoundaries> Boundaries(WorkTenant work) =>
        work.In(services => services.GetRequiredService<IRoleBoundaryLookup>().Find(Ct));
}
