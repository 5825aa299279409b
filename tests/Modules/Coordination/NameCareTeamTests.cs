using System.Text.Json.Nodes;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>On the host with every module, because a care team is about a client of Intake.</summary>
public sealed class NameCareTeamTests
{
    private const string Thing = "stepOwnersCareTeam { members { role person { id } } }";

    [Fact]
    public async Task A_step_for_a_role_on_the_care_team_goes_to_whoever_has_it_for_this_client()
    {
        var harbor = await TestTenant.From();
        await Publish(harbor);
        var client = await Client(harbor);
        var worker = await User(harbor, "clinician");
        await harbor.Do("supervisor", "nameCareTeam", new { client, members = new[] { new { person = worker, role = "care-manager" } } }, Thing);
        Assert.Equal(worker, await OwnerOfCall(harbor, client));
        var team = (await harbor.Ask("supervisor", "query($c: ID!) { stepOwnersCareTeam(client: $c) { members { role } } }", new { c = client }))
            .GetProperty("stepOwnersCareTeam");
        Assert.Equal("care-manager", team.GetProperty("members")[0].GetProperty("role").GetString());
    }

    [Fact]
    public async Task Without_somebody_on_the_care_team_the_next_of_the_chain_has_it()
    {
        var harbor = await TestTenant.From();
        await Publish(harbor);
        Assert.Equal(await User(harbor, "supervisor"), await OwnerOfCall(harbor, await Client(harbor)));
    }

    [Fact]
    public async Task Only_clients_and_people_who_exist_make_a_care_team()
    {
        var harbor = await TestTenant.From();
        var client = await Client(harbor);
        var worker = await User(harbor, "intake-worker");
        var member = new { person = worker, role = "care-manager" };
        Assert.Equal("InvalidInput", await Refusal(harbor, new { client, members = new[] { member, member } }));
        Assert.Equal("InvalidInput", await Refusal(harbor, new { client, members = new[] { new { person = worker, role = " " } } }));
        var other = await TestTenant.From();
        Assert.Equal("NotFound", await Refusal(other, new { client, members = Array.Empty<object>() }));
        Assert.Equal("NotFound", await Refusal(other, new { client = await Client(other), members = new[] { member } }));
    }

    private static async Task Publish(TestTenant harbor)
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["owner"] = JsonNode.Parse("""[{ "careTeam": "care-manager" }, { "role": "supervisor" }]""");
        var draft = await harbor.Do("admin", "draftWorkflowTemplate", new { definition }, SomeTemplate.Template);
        await harbor.Do("admin", "publishWorkflowTemplate", new { template = draft.GetProperty("id").GetString() }, SomeTemplate.Template);
    }

    private static async Task<string?> OwnerOfCall(TestTenant harbor, string client)
    {
        await harbor.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }");
        await harbor.Quiet();
        var found = await harbor.Ask(
            "supervisor", "query($c: ID!) { workItems(first: 10, where: { client: $c, step: \"call\" }) { nodes { owner { id } } } }", new { c = client });
        return Assert.Single(found.GetProperty("workItems").GetProperty("nodes").EnumerateArray()).GetProperty("owner").GetProperty("id").GetString();
    }

    private static async Task<string> Client(TestTenant harbor) => (await harbor.Do(
        "intake-worker", "registerClient", new { person = new { given = "Ana", family = "Lima", birthDate = "1990-01-01" } }, "client { id }"))
        .GetProperty("id").GetString()!;

    private static async Task<string> User(TestTenant harbor, string subject) =>
        (await harbor.Ask(subject, "{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;

    private static async Task<string?> Refusal(TestTenant harbor, object input) =>
        (await harbor.Refused("supervisor", "nameCareTeam", input, Thing))[0].GetProperty("__typename").GetString();
}
