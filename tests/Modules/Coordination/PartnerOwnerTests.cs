using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Steps that a partner organisation owes, over which a team watches.</summary>
public sealed class PartnerOwnerTests
{
    private const string Fields = "nodes { id owner { name } team { key } partner { name } rung history { what partner { name } } }";

    [Fact]
    public async Task A_partner_owes_the_step_and_a_team_watches_over_it_until_it_is_escalated()
    {
        var work = await WorkTenant.New();
        await AddPartner(work, "shelter", "Night Shelter");
        await work.Publish(await work.Draft(ByPartner("shelter")));
        var inquiry = await work.Inquiry("ada");
        var call = await Call(work, inquiry);
        Assert.Equal(
            ("Night Shelter", "front-door", JsonValueKind.Null),
            (call.GetProperty("partner").GetProperty("name").GetString(), call.GetProperty("team").GetProperty("key").GetString(), call.GetProperty("owner").ValueKind));
        Assert.Contains(call.GetProperty("history").EnumerateArray(), h => h.GetProperty("partner").ValueKind is JsonValueKind.Object);
        var unclaimed = await work.Outside.Ask("sue", "{ workItems(first: 10, where: { unclaimed: true, step: \"call\" }) { nodes { id } } }");
        Assert.Equal(0, unclaimed.GetProperty("workItems").GetProperty("nodes").GetArrayLength());
        await work.Outside.Forward(TimeSpan.FromDays(4));
        call = await Call(work, inquiry);
        Assert.Equal(("Sue", JsonValueKind.Null), (call.GetProperty("owner").GetProperty("name").GetString(), call.GetProperty("partner").ValueKind));
    }

    [Fact]
    public async Task A_partner_over_whom_nobody_watches_who_is_there_owes_nothing_and_the_next_of_the_chain_does()
    {
        var work = await WorkTenant.New();
        await AddPartner(work, "shelter", "Night Shelter");
        var definition = ByPartner("shelter");
        definition["steps"]![0]!["owner"]![0]!["team"] = "housing";
        await work.Publish(await work.Draft(definition));
        await work.SendAway("eve");
        var call = await Call(work, await work.Inquiry("ada"));
        Assert.Equal(("Sue", JsonValueKind.Null), (call.GetProperty("owner").GetProperty("name").GetString(), call.GetProperty("partner").ValueKind));
    }

    [Fact]
    public async Task Somebody_of_the_watching_team_takes_it_from_the_partner()
    {
        var work = await WorkTenant.New();
        await AddPartner(work, "shelter", "Night Shelter");
        await work.Publish(await work.Draft(ByPartner("shelter")));
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("ben", "claimWorkItem", new { item = (await Call(work, inquiry)).GetProperty("id").GetString() }, WorkTenant.Item);
        var call = await Call(work, inquiry);
        Assert.Equal(("Ben", JsonValueKind.Null), (call.GetProperty("owner").GetProperty("name").GetString(), call.GetProperty("partner").ValueKind));
    }

    [Fact]
    public async Task A_partner_who_is_not_there_or_whom_nobody_watches_is_not_published()
    {
        var work = await WorkTenant.New();
        var definition = ByPartner("sheltr");
        definition["steps"]![0]!["owner"]![1] = JsonNode.Parse("""{ "organisation": "sheltr" }""");
        definition["steps"]![0]!["owner"]!.AsArray().Add(JsonNode.Parse("""{ "role": "supervisor" }"""));
        var refusals = await work.Outside.Refused(
            "admin", "publishWorkflowTemplate", new { template = (await work.Draft(definition)).GetProperty("id").GetString() }, SomeTemplate.Template);
        Assert.Equal(
            ["definition.steps[0].owner[1]", "definition.steps[0].owner[0].organisation", "definition.steps[0].owner[1].organisation"],
            refusals.EnumerateArray().Select(r => r.GetProperty("path").GetString()));
    }

    private static JsonNode ByPartner(string key)
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["owner"] = JsonNode.Parse($$"""[{ "organisation": "{{key}}", "team": "front-door" }, { "role": "supervisor" }]""");
        definition["steps"]![0]!["escalation"]![0]!["do"] = JsonNode.Parse("""["reassign"]""");
        return definition;
    }

    private static async Task<JsonElement> Call(WorkTenant work, SomeInquiry inquiry) => Assert.Single((await work.Outside.Ask(
        "sue", $"query($c: ID!) {{ workItems(first: 10, where: {{ client: $c, step: \"call\" }}) {{ {Fields} }} }}", new { c = inquiry.Client.ToString() }))
        .GetProperty("workItems").GetProperty("nodes").EnumerateArray());

    private static async Task AddPartner(WorkTenant work, string key, string name)
    {
        await using var command = work.Outside.Host.Database.Administrator.CreateCommand(
            "insert into platform.organisations (id, tenant_id, key, name, kind) values (gen_random_uuid(), $1, $2, $3, 'shelter')");
        command.Parameters.AddWithValue(work.Outside.Tenant.Id.Value);
        command.Parameters.AddWithValue(key);
        command.Parameters.AddWithValue(name);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
