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
