using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class WriteTemplateStepTests
{
    private const string Template = "workflowTemplate { version definition findings { path problem } }";

    [Fact]
    public async Task A_draft_is_written_step_by_step_and_says_each_time_what_is_still_missing()
    {
        var work = await WorkTenant.New();
        var draft = await work.Draft(SomeTemplate.WelcomeCall());
        var template = draft.GetProperty("id").GetString();
        var letter = JsonNode.Parse("""{ "key": "letter", "title": "Write", "after": ["call"] }""")!;
        var added = await work.Outside.Do("admin", "writeTemplateStep", new { template, step = letter, expectedVersion = 1 }, Template);
        Assert.Equal(["call", "letter"], Steps(added));
        Assert.Equal(
            ["steps[1].kind", "steps[1].owner", "steps[1].timeFrame", "steps[1].outcome", "steps[1].escalation"],
            added.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("path").GetString()));

        letter["title"] = "Write a letter";
        var moved = await work.Outside.Do("admin", "writeTemplateStep", new { template, step = letter, place = 0 }, Template);
        Assert.Equal(["letter", "call"], Steps(moved));
        Assert.Equal(3, moved.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task What_is_no_step_a_stale_one_and_one_of_a_published_template_are_refused()
    {
        var work = await WorkTenant.New();
        var draft = await work.Draft(SomeTemplate.WelcomeCall());
        var template = draft.GetProperty("id").GetString();
        var zero = JsonNode.Parse("""{ "key": "call", "timeFrame": { "limit": "0 minutes" } }""")!;
        var refused = await work.Outside.Refused("admin", "writeTemplateStep", new { template, step = zero }, Template);
        Assert.StartsWith("step.timeFrame.limit: is no length of time", refused[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        var step = SomeTemplate.WelcomeCall()["steps"]![0]!;
        Assert.Equal("VersionConflict", await Refusal(work, new { template, step, expectedVersion = 7 }));
        Assert.Equal("InvalidInput", await Refusal(work, new { template, step, place = 5 }));
        await work.Publish(draft);
        Assert.Equal("NotADraft", await Refusal(work, new { template, step }));
    }

    private static IEnumerable<string?> Steps(JsonElement template) => template.GetProperty("definition").GetProperty("steps").EnumerateArray()
        .Select(s => s.GetProperty("key").GetString());

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("admin", "writeTemplateStep", input, Template))[0].GetProperty("__typename").GetString();
}
