using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Workflows that an escalation of another one starts.</summary>
public sealed class StartedByEscalationTests
{
    [Fact]
    public async Task A_step_that_is_not_done_starts_the_workflow_that_its_ladder_names_once()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(Asked("outreach")));
        await work.Publish(await work.Draft(Asked("something-else")));
        await work.Publish(await work.Draft(Asking(SomeTemplate.WelcomeCall(), "outreach")));
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromDays(5));
        var items = await work.Outside.Ask(
            "sue", "query($c: ID!) { workItems(where: { client: $c }) { nodes { template subject owner { name } } } }", new { c = inquiry.Client.ToString() });
        var started = Assert.Single(items.GetProperty("workItems").GetProperty("nodes").EnumerateArray(), i => i.GetProperty("template").GetString() is "outreach" or "something-else");
        Assert.Equal(
            ("outreach", inquiry.Inquiry.ToString(), "Ada"),
            (started.GetProperty("template").GetString(), started.GetProperty("subject").GetString(), started.GetProperty("owner").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_workflow_that_is_not_there_and_one_that_leads_back_are_refused_with_their_place()
    {
        var work = await WorkTenant.New();
        var first = await work.Draft(Asking(Asked("first"), "second"));
        Assert.Contains("No workflow \"second\" is in force", await Refusal(work, first), StringComparison.Ordinal);
        await work.Publish(await work.Draft(Asked("second")));
        await work.Publish(first);
        var back = await work.Draft(Asking(Asked("second"), "first"));
        Assert.Contains("leads back to this one by its own escalations", await Refusal(work, back), StringComparison.Ordinal);
    }

    private static JsonNode Asked(string key)
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["key"] = key;
        definition["start"] = JsonNode.Parse("""{ "event": "coordination.workflow-requested@1", "subject": "subject", "client": "client", "site": "site" }""");
        return definition;
    }

    private static JsonNode Asking(JsonNode definition, string workflow)
    {
        var rung = definition["steps"]![0]!["escalation"]![0]!;
        rung["do"] = new JsonArray("notify", "start-workflow");
        rung["workflow"] = workflow;
        return definition;
    }

    private static async Task<string> Refusal(WorkTenant work, JsonElement draft)
    {
        var errors = await work.Outside.Refused("admin", "publishWorkflowTemplate", new { template = draft.GetProperty("id").GetString() }, SomeTemplate.Template);
        return errors[0].GetProperty("message").GetString()!;
    }
}
