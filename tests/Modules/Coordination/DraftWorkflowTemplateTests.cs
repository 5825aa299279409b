using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class DraftWorkflowTemplateTests
{
    [Fact]
    public async Task A_draft_may_be_incomplete_and_says_what_it_lacks()
    {
        var work = await WorkTenant.New();
        var draft = await work.Draft(new JsonObject { ["key"] = "welcome-call" });
        Assert.Equal("DRAFT", draft.GetProperty("state").GetString());
        Assert.Equal(["title", "start", "steps"], draft.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task A_draft_of_a_known_key_is_its_next_revision_and_the_one_in_force_stays()
    {
        var work = await WorkTenant.New();
        var front = SomeTemplate.WelcomeCall();
        front["key"] = "front-door";
        Assert.Equal(2, (await work.Draft(front)).GetProperty("revision").GetInt32());
        var again = await work.Outside.Refused("admin", "draftWorkflowTemplate", new { definition = front }, SomeTemplate.Template);
        Assert.Equal("DraftExists", again[0].GetProperty("__typename").GetString());
        Assert.Equal("OPEN", (await work.Find(await work.Inquiry("ada"), "triage")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_cannot_be_read_or_has_no_key_is_refused()
    {
        var work = await WorkTenant.New();
        foreach (var (definition, problem) in new (JsonNode, string)[]
        {
            (new JsonObject(), "key: is missing"),
            (new JsonObject { ["key"] = "a", ["stepz"] = new JsonArray() }, "'stepz'"),
            (new JsonArray(), "is a JSON object"),
        })
        {
            var refused = await work.Outside.Refused("admin", "draftWorkflowTemplate", new { definition }, SomeTemplate.Template);
            Assert.Contains(problem, refused[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }
}
