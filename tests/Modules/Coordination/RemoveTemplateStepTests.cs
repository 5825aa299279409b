using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class RemoveTemplateStepTests
{
    [Fact]
    public async Task A_step_leaves_the_draft_and_what_waited_for_it_is_told()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        var letter = definition["steps"]![0]!.DeepClone();
        letter["key"] = "letter";
        letter["after"] = new System.Text.Json.Nodes.JsonArray("call");
        definition["steps"]!.AsArray().Add(letter);
        var draft = await work.Draft(definition);
        Assert.Empty(draft.GetProperty("findings").EnumerateArray());
        var template = draft.GetProperty("id").GetString();
        var left = await work.Outside.Do("admin", "removeTemplateStep", new { template, step = "call" }, SomeTemplate.Template);
        Assert.Contains(left.GetProperty("findings").EnumerateArray(), f => f.GetProperty("path").GetString() == "steps[0].after[0]");

        Assert.Equal("NotFound", await Refusal(work, new { template, step = "call" }));
        await work.Outside.Do("admin", "removeTemplateStep", new { template, step = "letter" }, SomeTemplate.Template);
    }

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("admin", "removeTemplateStep", input, SomeTemplate.Template))[0].GetProperty("__typename").GetString();
}
