using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class PublishWorkflowTemplateTests
{
    [Fact]
    public async Task A_step_that_lacks_its_parts_keeps_the_template_from_being_published_and_each_part_is_named()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0] = JsonNode.Parse("""{ "key": "call", "title": "Call the client", "kind": "care-coordination" }""");
        var draft = await work.Draft(definition);
        var refusals = await work.Outside.Refused(
            "admin", "publishWorkflowTemplate", new { template = Text(draft, "id") }, SomeTemplate.Template);
        Assert.All(refusals.EnumerateArray(), r => Assert.Equal("TemplateIncomplete", Text(r, "__typename")));
        Assert.Equal(
            ["definition.steps[0].owner", "definition.steps[0].timeFrame", "definition.steps[0].outcome", "definition.steps[0].escalation"],
            refusals.EnumerateArray().Select(r => Text(r, "path")));
        Assert.Contains("has no escalation path", Text(refusals[3], "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_that_nobody_holds_and_teams_that_are_not_there_are_refused()
    {
        var work = await WorkTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["owner"]![2] = JsonNode.Parse("""{ "queue": "front-dor" }""");
        definition["steps"]![0]!["escalation"]![0]!["to"]![0] = JsonNode.Parse("""{ "role": "supervizor" }""");
        var refusals = await work.Outside.Refused(
            "admin", "publishWorkflowTemplate", new { template = Text(await work.Draft(definition), "id") }, SomeTemplate.Template);
        Assert.Equal(
            ["There is no team \"front-dor\".", "Nobody who is active holds the role \"supervizor\"."],
            refusals.EnumerateArray().Select(r => Text(r, "message")));
    }

    [Fact]
    public async Task A_step_that_is_owed_by_a_role_outside_its_boundary_is_refused_where_the_tenant_chose_so()
    {
        var work = await WorkTenant.New();
        var bounds = new { outside = "REFUSED", roles = new[] { new { key = "supervisor", kinds = new[] { "CLINICAL_CARE" } } } };
        await work.Outside.Do("admin", "changeRoleBoundaries", bounds, "roleBoundaries { version }");
        var refusals = await work.Outside.Refused(
            "admin", "publishWorkflowTemplate", new { template = Text(await work.Draft(SomeTemplate.WelcomeCall()), "id") }, SomeTemplate.Template);
        Assert.Equal("definition.steps[0].owner[2].role", Text(Assert.Single(refusals.EnumerateArray()), "path"));
    }

    [Fact]
    public async Task The_revision_before_is_retired_and_its_runs_go_on_by_it()
    {
        var work = await WorkTenant.New();
        var first = await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var before = await work.Inquiry("ada");
        var changed = SomeTemplate.WelcomeCall();
        changed["steps"]![0]!["title"] = "Call them twice";
        var second = await work.Publish(await work.Draft(changed));
        var after = await work.Inquiry("ada");

        Assert.Equal((1, 2, "PUBLISHED"), (first.GetProperty("revision").GetInt32(), second.GetProperty("revision").GetInt32(), Text(second, "state")));
        var old = await work.Outside.Ask("admin", "query($id: ID!) { workflowTemplate(id: $id) { state } }", new { id = Text(first, "id") });
        Assert.Equal("RETIRED", Text(old.GetProperty("workflowTemplate"), "state"));
        Assert.Equal(1, await Revision(work, before));
        Assert.Equal(2, await Revision(work, after));
        Assert.Equal(
            "NotADraft", Text((await work.Outside.Refused("admin", "publishWorkflowTemplate", new { template = Text(first, "id") }, SomeTemplate.Template))[0], "__typename"));
    }

    private static async Task<int> Revision(WorkTenant work, SomeInquiry inquiry)
    {
        var call = await work.Find(inquiry, "call");
        var found = await work.Outside.Ask("sue", "query($id: ID!) { workItem(id: $id) { workflow { template { revision } } } }", new { id = Text(call, "id") });
        return found.GetProperty("workItem").GetProperty("workflow").GetProperty("template").GetProperty("revision").GetInt32();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
