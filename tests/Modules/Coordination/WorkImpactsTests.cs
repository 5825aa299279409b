using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>What the preview of a change of features says of work that is under way.</summary>
public sealed class WorkImpactsTests
{
    private const string Preview = """
        query($model: String, $on: [String!], $off: [String!]) { previewFeatures(careModel: $model, on: $on, off: $off) {
          turnsOn turnsOff apiAppears apiDisappears permissionsAppear { key } permissionsDisappear { key } rolesAppear teamsAppear
          work { key effect running openItems } } }
        """;

    [Fact]
    public async Task Work_that_waits_for_what_cannot_happen_any_more_is_counted()
    {
        var tenant = await TestTenant.From("wraparound");
        await Inquiry(tenant);
        var preview = await Ask(tenant, off: ["intake.scheduling"]);
        var frontDoor = Assert.Single(Work(preview), w => w.StartsWith("front-door ", StringComparison.Ordinal));
        Assert.Equal("front-door WAITS_IN_VAIN 1 1", frontDoor);
        Assert.Contains("no-show STARTS_NO_MORE 0 0", Work(preview));
        Assert.DoesNotContain(Work(preview), w => w.StartsWith("coverage-lapse ", StringComparison.Ordinal));
        Assert.Contains("Mutation.bookAppointment", Texts(preview, "apiDisappears"));
        Assert.Empty(Texts(preview, "apiAppears"));
        Assert.Contains(preview.GetProperty("permissionsDisappear").EnumerateArray(), p => p.GetProperty("key").GetString() == "intake.schedule");
    }

    [Fact]
    public async Task Without_the_spine_everything_stands_still_and_with_it_again_it_appears()
    {
        var tenant = await TestTenant.From("wraparound");
        await Inquiry(tenant);
        Assert.Contains("front-door STANDS_STILL 1 1", Work(await Ask(tenant, off: ["coordination"])));
        await tenant.Do("admin", "switchFeature", new { feature = "coordination", on = false }, "featureChange { turnsOff }");
        var back = await Ask(tenant, on: ["coordination"]);
        Assert.Contains("front-door APPEARS 1 1", Work(back));
        Assert.Contains("Mutation.claimWorkItem", Texts(back, "apiAppears"));
    }

    [Fact]
    public async Task A_care_model_says_which_roles_it_brings_and_the_preview_is_what_then_happens()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        var preview = await Ask(tenant, model: "wraparound");
        Assert.Contains("family-partner", Texts(preview, "rolesAppear"));
        var before = await Fields(tenant);
        var change = await tenant.Do("admin", "chooseCareModel", new { careModel = "wraparound" }, "featureChange { turnsOn turnsOff }");
        Assert.Equal(Texts(preview, "turnsOn"), Texts(change, "turnsOn"));
        Assert.Equal(Texts(preview, "turnsOff"), Texts(change, "turnsOff"));
        var after = await Fields(tenant);
        Assert.Equal(after.Except(before).Order(), Texts(preview, "apiAppears").Where(a => a.StartsWith("Mutation.", StringComparison.Ordinal)).Order());
        Assert.Equal(before.Except(after).Order(), Texts(preview, "apiDisappears").Where(a => a.StartsWith("Mutation.", StringComparison.Ordinal)).Order());
        Assert.Empty(Texts(await Ask(tenant, model: "wraparound"), "rolesAppear"));
    }

    [Fact]
    public void Every_event_names_a_feature_that_there_is()
    {
        var declared = LoadedModules.All.SelectMany(m => m.Features).Select(f => f.Id).ToHashSet();
        var events = typeof(Contracts.WorkflowStarted).Assembly.GetTypes().Select(t => t.GetCustomAttributes(false).OfType<EventAttribute>().SingleOrDefault()?.Name).OfType<string>().ToList();
        Assert.NotEmpty(events);
        Assert.DoesNotContain(events, e => EventCatalogue.Contracts.Find(e)?.Feature is { } feature && !declared.Contains(feature));
    }

    private static async Task Inquiry(TestTenant tenant)
    {
        await tenant.Do("intake-worker", "receiveInquiry", new
        {
            door = "CALL",
            reason = "help",
            person = new { given = "Ida", family = "Winter", birthDate = "1980-05-06" },
            registerAsNew = true,
        }, "inquiry { id }");
        await tenant.Quiet();
    }

    private static async Task<JsonElement> Ask(TestTenant tenant, string? model = null, string[]? on = null, string[]? off = null) =>
        (await tenant.Ask("admin", Preview, new { model, on, off })).GetProperty("previewFeatures");

    private static async Task<IEnumerable<string>> Fields(TestTenant tenant) =>
        [.. (await tenant.Ask("admin", "{ __schema { mutationType { fields { name } } } }")).GetProperty("__schema").GetProperty("mutationType").GetProperty("fields")
            .EnumerateArray().Select(f => $"Mutation.{f.GetProperty("name").GetString()}")];

    private static IReadOnlyList<string> Work(JsonElement preview) => [.. preview.GetProperty("work").EnumerateArray().Select(w =>
        $"{w.GetProperty("key").GetString()} {w.GetProperty("effect").GetString()} {w.GetProperty("running").GetInt32()} {w.GetProperty("openItems").GetInt32()}")];

    private static IReadOnlyList<string> Texts(JsonElement parent, string list) => [.. parent.GetProperty(list).EnumerateArray().Select(e => e.GetString()!)];
}
