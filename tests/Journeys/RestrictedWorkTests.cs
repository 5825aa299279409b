using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>What becomes of work when its client, or how urgent the client is, is seen otherwise.</summary>
public sealed class RestrictedWorkTests
{
    [Fact]
    public async Task Open_steps_about_a_record_that_is_restricted_go_to_who_may_see_it()
    {
        var tenant = await TestTenant.From();
        var client = await Client(tenant);
        await tenant.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }");
        await tenant.Quiet();
        var clinician = (await tenant.Ask("clinician", "{ me { id name } }")).GetProperty("me");
        await tenant.Do(
            "clinical-director", "sequesterClient", new { client, users = new[] { clinician.GetProperty("id").GetString() }, reason = "A colleague" }, "sequestration { id }");
        await tenant.Quiet();
        var director = (await tenant.Ask("clinical-director", "{ me { name } }")).GetProperty("me").GetProperty("name").GetString();
        var named = new[] { clinician.GetProperty("name").GetString(), director };
        var items = (await tenant.Ask("clinical-director", "query($c: ID!) { client(id: $c) { workItems { step state owner { name } } } }", new { c = client }))
            .GetProperty("client").GetProperty("workItems").EnumerateArray().Where(i => i.GetProperty("state").GetString() == "OPEN").ToList();
        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.Contains(i.GetProperty("owner").GetProperty("name").GetString(), named));
    }

    [Fact]
    public async Task Open_decisions_about_a_record_that_is_restricted_go_to_who_may_see_it_and_so_do_those_asked_later()
    {
        var tenant = await TestTenant.From();
        var client = await Client(tenant);
        await tenant.Do("admin", "defineDecisionType", new
        {
            key = "extra-visit",
            title = "An extra visit",
            otherwise = "REFUSE",
            information = Array.Empty<object>(),
            stages = new[] { new { to = new[] { new { role = "supervisor" } }, within = "2 hours" }, new { to = new[] { new { role = "admin" } }, within = "2 hours" } },
        }, "decisionType { id }");
        async Task<string> Asks() => (await tenant.Do(
            "intake-worker", "askDecision", new { type = "extra-visit", question = "Once more?", client }, "decisionRequest { id }")).GetProperty("id").GetString()!;
        async Task<(string? State, string? Decider)> Stands(string request)
        {
            var found = (await tenant.Ask("clinical-director", "query($r: ID!) { decisionRequest(id: $r) { state decider { name } turns { passedOver { why } } } }", new { r = request }))
                .GetProperty("decisionRequest");
            return (found.GetProperty("state").GetString(), found.GetProperty("decider").GetProperty("name").GetString());
        }

        var first = await Asks();
        await tenant.Quiet();
        Assert.Equal(("OPEN", (await tenant.Ask("supervisor", "{ me { name } }")).GetProperty("me").GetProperty("name").GetString()), await Stands(first));
        var clinician = (await tenant.Ask("clinician", "{ me { id name } }")).GetProperty("me");
        await tenant.Do(
            "clinical-director", "sequesterClient", new { client, users = new[] { clinician.GetProperty("id").GetString() }, reason = "A colleague" }, "sequestration { id }");
        await tenant.Quiet();
        var director = (await tenant.Ask("clinical-director", "{ me { name } }")).GetProperty("me").GetProperty("name").GetString();
        var named = new[] { clinician.GetProperty("name").GetString(), director };
        var (state, decider) = await Stands(first);
        Assert.Equal("OPEN", state);
        Assert.Contains(decider, named);
        Assert.Empty((await tenant.Ask("supervisor", "{ myDecisions(first: 5) { nodes { id } } }")).GetProperty("myDecisions").GetProperty("nodes").EnumerateArray());

        // Its words may tell what the record would: it is not there for anybody else, whoever asked it or was asked.
        async Task<int> Seen(string who) => (await tenant.Ask(who, "{ decisionRequests(first: 5) { nodes { question } } }"))
            .GetProperty("decisionRequests").GetProperty("nodes").GetArrayLength();
        const string One = "query($r: ID!) { decisionRequest(id: $r) { question } }";
        foreach (var other in new[] { "supervisor", "intake-worker", "admin" })
        {
            Assert.Equal(0, await Seen(other));
            Assert.Equal(JsonValueKind.Null, (await tenant.Ask(other, One, new { r = first })).GetProperty("decisionRequest").ValueKind);
        }

        Assert.Equal(1, await Seen("clinical-director"));
        Assert.Equal("NotFound", (await tenant.Refused(
            "supervisor", "answerDecision", new { request = first, answer = "GRANT", reason = "Yes" }, "decisionRequest { id }"))[0].GetProperty("__typename").GetString());

        // The asker may not see the record any more, so that somebody who is named asks.
        var second = (await tenant.Do(
            "clinician", "askDecision", new { type = "extra-visit", question = "And again?", client }, "decisionRequest { id }")).GetProperty("id").GetString()!;
        await tenant.Quiet();
        Assert.Equal(("OPEN", director), await Stands(second));
        Assert.Equal((0, 2), (await Seen("supervisor"), await Seen("clinical-director")));

        await tenant.Do("clinical-director", "releaseClient", new { client }, "sequestration { id }");
        await tenant.Quiet();
        Assert.Equal(2, await Seen("supervisor"));
    }

    [Fact]
    public async Task The_review_in_person_of_an_evaluation_stands_among_the_work_of_its_inquiry()
    {
        var tenant = await TestTenant.From();
        var client = await Client(tenant);
        var inquiry = (await tenant.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }")).GetProperty("id").GetString();
        var evaluation = (await tenant.Do("clinician", "recordInitialEvaluation", new { inquiry, mode = "PHONE" }, "initialEvaluation { id }")).GetProperty("id").GetString();
        await tenant.Quiet();
        Assert.Equal(["OPEN"], await Reviews());
        await tenant.Do("clinician", "reviewInitialEvaluation", new { evaluation }, "initialEvaluation { id }");
        await tenant.Quiet();
        Assert.Equal(["COMPLETED"], await Reviews());

        async Task<string[]> Reviews() => [.. (await tenant.Ask("supervisor", "query($i: ID!) { inquiry(id: $i) { workItems { template state } } }", new { i = inquiry }))
            .GetProperty("inquiry").GetProperty("workItems").EnumerateArray()
            .Where(i => i.GetProperty("template").GetString() == "in-person-review").Select(i => i.GetProperty("state").GetString()!)];
    }

    private static async Task<string> Client(TestTenant tenant) => (await tenant.Do(
        "intake-worker", "registerClient", new { person = new { given = "Ada", family = "North" }, registerAsNew = true }, "client { id }")).GetProperty("id").GetString()!;
}
