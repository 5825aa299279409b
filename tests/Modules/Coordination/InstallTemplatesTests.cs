using System.Text.Json;
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
    public async Task A_template_that_the_tenant_took_out_of_force_stays_so_when_a_newer_one_ships_and_the_list_says_what_is_held_back()
    {
        var work = await WorkTenant.New();
        var shipped = DefaultTemplate.For("wraparound").Single(t => t.Definition.Key == "front-door").Number;
        var template = (await Listed(work))[0].GetProperty("id").GetString();
        Assert.Equal("PLATFORM", (await Listed(work))[0].GetProperty("keyStanding").GetProperty("standing").GetString());
        await work.Outside.Do("admin", "retireWorkflowTemplate", new { template }, SomeTemplate.Template);
        // As if what it has were of an earlier number.
        await work.In(async services =>
        {
            await services.GetRequiredService<CoordinationDb>().Templates.Where(t => t.Key == "front-door")
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.DefaultNumber, shipped - 1), Ct);
            return true;
        });

        await Install(work);
        var only = Assert.Single(await Listed(work));
        Assert.Equal(("RETIRED", "RETIRED"), (only.GetProperty("state").GetString(), only.GetProperty("keyStanding").GetProperty("standing").GetString()));
        var newer = only.GetProperty("keyStanding").GetProperty("newerDefault");
        Assert.Equal(shipped, newer.GetProperty("number").GetInt32());

        // What is held back can be taken as it is; from then on it is the organisation's own.
        await work.Publish(await work.Outside.Do("admin", "draftWorkflowTemplate", new { definition = newer.GetProperty("definition") }, SomeTemplate.Template));
        Assert.Contains(await Listed(work), t => t.GetProperty("state").GetString() == "PUBLISHED" && t.GetProperty("keyStanding").GetProperty("standing").GetString() == "OWN");
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

    private static async Task<List<JsonElement>> Listed(WorkTenant work) =>
    [
        .. (await work.Outside.Ask(
            "admin",
            "{ workflowTemplates(where: { key: \"front-door\" }) { nodes { id state keyStanding { standing newerDefault { number definition } } } } }"))
            .GetProperty("workflowTemplates").GetProperty("nodes").EnumerateArray(),
    ];

    private static Recipe Some(string? part = null) => new(
        "wraparound", "", "", [], [], [], new CalendarDocument(SomeWork.OfficeHours, new Holidays()),
        part is null ? null : new Dictionary<string, JsonElement>
        {
            ["coordination"] = JsonSerializer.Deserialize<JsonElement>(part),
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
