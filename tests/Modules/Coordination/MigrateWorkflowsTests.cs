using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class MigrateWorkflowsTests
{
    private const string Moves = "workflow { id } version stays steps { step change dueBefore dueAfter }";

    [Fact]
    public async Task The_preview_moves_nothing_and_the_migration_does_exactly_what_it_showed()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry("ada");
        var before = await work.Find(inquiry, "call");
        var second = await Revise(work, d =>
        {
            d["steps"]![0]!["timeFrame"]!["limit"] = "3 business days";
            d["steps"]!.AsArray().Add(Copy(d, "letter"));
        });

        var shown = Assert.Single(await Preview(work, second));
        Assert.Equal(["call DUE_CHANGES", "letter OPENS"], Changes(shown));
        Assert.Equal(before.GetRawText(), (await work.Find(inquiry, "call")).GetRawText());

        var report = await Migrate(work, second, shown);
        var moved = Assert.Single(report.GetProperty("moved").EnumerateArray());
        Assert.Equal(Changes(shown), Changes(moved));
        Assert.Equal(
            Due(shown, "call"), (await Ask(work, "workItem(id: $id) { dueAt }", before.GetProperty("id").GetString()!)).GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal("OPEN", (await work.Find(inquiry, "letter")).GetProperty("state").GetString());
        Assert.Empty(await Preview(work, second));
        var again = await Migrate(work, second, shown);
        Assert.Contains("changed since the preview", again.GetProperty("left")[0].GetProperty("stays").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_step_that_the_revision_lacks_ends_and_runs_on_the_old_one_go_on_until_they_move()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry("ada");
        var second = await Revise(work, d => d["steps"]![0]!["key"] = "visit");
        Assert.Equal("OPEN", (await work.Find(inquiry, "call")).GetProperty("state").GetString());
        await Migrate(work, second, Assert.Single(await Preview(work, second)));
        Assert.Equal("CANCELLED", (await work.Find(inquiry, "call")).GetProperty("state").GetString());
        Assert.Equal("OPEN", (await work.Find(inquiry, "visit")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_run_that_has_changed_since_the_preview_or_lacks_a_fact_stays()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry();
        var second = await Revise(work, d => d["steps"]![0]!["title"] = "Telephone the client");
        var shown = Assert.Single(await Preview(work, second));
        var item = (await work.Find(inquiry, "call")).GetProperty("id").GetString();
        await work.Outside.Do("ada", "claimWorkItem", new { item }, WorkTenant.Item);
        var left = Assert.Single((await Migrate(work, second, shown)).GetProperty("left").EnumerateArray());
        Assert.Contains("changed since the preview", left.GetProperty("stays").GetString(), StringComparison.Ordinal);

        var third = await Revise(work, d => d["steps"]![0]!["timeFrame"]!["from"] = "start.receivedAt");
        Assert.Contains("reads start.receivedAt", Assert.Single(await Preview(work, third)).GetProperty("stays").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_move_to_the_revision_in_force_only()
    {
        var work = await WorkTenant.New();
        var draft = await work.Draft(SomeTemplate.WelcomeCall());
        var input = new { to = draft.GetProperty("id").GetString(), runs = new[] { new { workflow = "wf_00000000000000000000000000", version = 1 } } };
        var refused = await work.Outside.Refused("admin", "migrateWorkflows", input, $"migrationReport {{ moved {{ {Moves} }} left {{ {Moves} }} }}");
        Assert.Equal("NotInForce", refused[0].GetProperty("__typename").GetString());
        Assert.Empty(await Preview(work, draft));
    }

    private static async Task<JsonElement> Revise(WorkTenant work, Action<JsonNode> change)
    {
        var definition = SomeTemplate.WelcomeCall();
        change(definition);
        return await work.Publish(await work.Draft(definition));
    }

    private static JsonNode Copy(JsonNode definition, string key)
    {
        var step = definition["steps"]![0]!.DeepClone();
        step["key"] = key;
        return step;
    }

    private static async Task<IReadOnlyList<JsonElement>> Preview(WorkTenant work, JsonElement template)
    {
        var found = await work.Outside.Ask(
            "admin", $"query($t: ID!) {{ migrationPreview(to: $t) {{ totalCount nodes {{ {Moves} }} }} }}", new { t = template.GetProperty("id").GetString() });
        return [.. found.GetProperty("migrationPreview").GetProperty("nodes").EnumerateArray()];
    }

    private static Task<JsonElement> Migrate(WorkTenant work, JsonElement template, JsonElement shown) => work.Outside.Do(
        "admin", "migrateWorkflows",
        new
        {
            to = template.GetProperty("id").GetString(),
            runs = new[] { new { workflow = shown.GetProperty("workflow").GetProperty("id").GetString(), version = shown.GetProperty("version").GetInt32() } },
        },
        $"migrationReport {{ moved {{ {Moves} }} left {{ {Moves} }} }}");

    private static async Task<JsonElement> Ask(WorkTenant work, string field, string id) =>
        (await work.Outside.Ask("sue", $"query($id: ID!) {{ {field} }}", new { id })).GetProperty("workItem");

    private static IEnumerable<string> Changes(JsonElement move) => move.GetProperty("steps").EnumerateArray()
        .Select(s => $"{s.GetProperty("step").GetString()} {s.GetProperty("change").GetString()}");

    private static DateTimeOffset Due(JsonElement move, string step) => move.GetProperty("steps").EnumerateArray()
        .Single(s => s.GetProperty("step").GetString() == step).GetProperty("dueAfter").GetDateTimeOffset();
}
