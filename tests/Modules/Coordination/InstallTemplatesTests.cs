using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class InstallTemplatesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_tenant_has_the_templates_in_force_and_installing_again_changes_nothing()
    {
        var work = await WorkTenant.New();
        await Install(work);
        var all = DefaultTemplate.For("wraparound").Select(t => $"{t.Definition.Key} 1 Published {t.Number}").Order(StringComparer.Ordinal);
        Assert.Equal(all, (await Templates(work)).Order(StringComparer.Ordinal));
        await Install(work);
        Assert.Equal(all, (await Templates(work)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_template_that_the_tenant_has_published_is_left_alone()
    {
        var work = await WorkTenant.New();
        var own = SomeTemplate.WelcomeCall();
        own["key"] = "front-door";
        await work.Publish(await work.Draft(own));
        await Install(work);
        Assert.Equal(["front-door 1 Retired 2", "front-door 2 Published "], (await Templates(work)).Where(t => t.StartsWith("front-door", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_recipe_chooses_among_the_templates_and_a_slip_is_told()
    {
        var work = await WorkTenant.New();
        var recipe = Some("""{ "templates": ["front-dor"] }""");
        var error = await Assert.ThrowsAsync<RecipeException>(() => Install(work, recipe));
        Assert.Contains("front-dor", error.Message, StringComparison.Ordinal);
        await Install(work, Some("""{ "templates": [] }"""));
    }

    private static Recipe Some(string? part = null) => new(
        "wraparound", "", "", [], [], [], new CalendarDocument(SomeWork.OfficeHours, new Holidays()),
        part is null ? null : new Dictionary<string, System.Text.Json.JsonElement>
        {
            ["coordination"] = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(part),
        });

    private static Task<bool> Install(WorkTenant work, Recipe? recipe = null) => work.In(async services =>
    {
        await services.GetServices<ITenantDefaults>().OfType<InstallTemplates>().Single().Install(work.Outside.Tenant, recipe ?? Some(), Ct);
        return true;
    });

    private static Task<List<string>> Templates(WorkTenant work) => work.In(async services =>
        (await services.GetRequiredService<CoordinationDb>().Templates.OrderBy(t => t.Key).ThenBy(t => t.Revision).ToListAsync(Ct))
            .ConvertAll(t => $"{t.Key} {t.Revision} {t.State} {t.DefaultNumber}"));
}
