using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class SequesterClientTests
{
    [Fact]
    public async Task To_anybody_who_is_not_named_the_record_does_not_exist()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03", "617-555-0101");
        var inquiry = await desk.Receive(client);
        await desk.Do("sequesterClient", new { client, users = new[] { await desk.User("clinician") }, reason = "A colleague" }, "sequestration { id }", "director");

        foreach (var by in new[] { "desk", "reader", "clinician-2" })
        {
            Assert.Equal(await Everything(desk, "cli_01m81tby38fxvvfkw6spehwcwh", "inq_01m81tby38fxvvfkw6spehwcwh", by), await Everything(desk, client, inquiry, by));
        }

        Assert.Equal(
            await Refused(desk, "cli_01m81tby38fxvvfkw6spehwcwh"), await Refused(desk, client));
        var matches = await desk.Ask(
            """query { matchClients(input: { person: { given: "Maria", family: "Reyes", birthDate: "1980-02-03" } }) { score } }""");
        Assert.Equal(0, matches.GetProperty("matchClients").GetArrayLength());

        foreach (var by in new[] { "director", "clinician" })
        {
            var answer = await Everything(desk, client, inquiry, by);
            Assert.Contains("Maria", answer);
            Assert.Contains(inquiry, answer);
        }
    }

    [Fact]
    public async Task What_comes_to_a_restricted_record_later_is_restricted_and_what_leaves_it_is_not()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        var other = await desk.Register("Mary", "Reyes", "1980-02-04");
        await desk.Do("sequesterClient", new { client, users = Array.Empty<string>(), reason = "A colleague" }, "sequestration { id }", "director");
        await Agrees(desk);

        await desk.Receive(client, by: "director");
        await desk.Receive(other);
        await Agrees(desk);
        Assert.Equal(1, await Shown(desk));

        await desk.Do("mergeClients", new { survivor = other, merged = client, reason = "same person" }, "clientMerge { id }", "director");
        await Agrees(desk);
        Assert.Equal(0, await Shown(desk));

        await desk.Do("separateClients", new { merged = client, reason = "two people" }, "clientMerge { id }", "director");
        await Agrees(desk);
        Assert.Equal(1, await Shown(desk));

        await desk.Do("releaseClient", new { client }, "sequestration { id }", "director");
        await Agrees(desk);
        Assert.Equal(2, await Shown(desk));
    }

    [Fact]
    public async Task Who_sees_a_record_that_two_restrictions_hold_is_named_by_both()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        var other = await desk.Register("Mary", "Reyes", "1980-02-04");
        await desk.Do("sequesterClient", new { client, users = new[] { await desk.User("clinician") }, reason = "A colleague" }, "sequestration { id }", "director");
        await desk.Do("sequesterClient", new { client = other, users = new[] { await desk.User("clinician-2") }, reason = "In danger" }, "sequestration { id }", "director");
        await Agrees(desk);
        Assert.Equal((true, false), (await Sees("clinician", client), await Sees("clinician", other)));

        await desk.Do("mergeClients", new { survivor = other, merged = client, reason = "same person" }, "clientMerge { id }", "director");
        await Agrees(desk);
        Assert.Equal((false, false, true), (await Sees("clinician", other), await Sees("clinician-2", other), await Sees("director", other)));

        async Task<bool> Sees(string by, string id) =>
            (await desk.Tenant.Send(by, "query($id: ID!) { client(id: $id) { id } }", new { id })).GetProperty("data").GetProperty("client").ValueKind is JsonValueKind.Object;
    }

    private static async Task<int> Shown(IntakeDesk desk) =>
        (await desk.Ask("{ inquiries { nodes { id } } }")).GetProperty("inquiries").GetProperty("nodes").GetArrayLength();

    // What the rows say of themselves against the sequestrations: asked for each user by each of them that is open.
    private static async Task Agrees(IntakeDesk desk) => Assert.Empty(await desk.Rows("""
        select r.id from (select id as client, id, tenant_id, named_users from intake.clients
            union all select client, id, tenant_id, named_users from intake.inquiries) r
        join platform.users u on u.tenant_id = r.tenant_id
        where r.tenant_id = $1 and coalesce(u.id = any (r.named_users), true) = exists (
            select from intake.sequestrations s where s.client = r.client and s.lifted_at is null and not exists (
                select from intake.sequestration_users n where n.sequestration = s.id and n."user" = u.id))
        """));

    private static async Task<string> Everything(IntakeDesk desk, string client, string inquiry, string by) => (await desk.Tenant.Send(
        by,
        """
        query($client: ID!, $inquiry: ID!) {
            client(id: $client) { name } node(id: $client) { id } inquiry(id: $inquiry) { id }
            clients { nodes { id name } totalCount } inquiries { nodes { id client { name } } totalCount }
            coveragesOn(client: $client) { id }
        }
        """, new { client, inquiry })).GetRawText();

    private static async Task<string> Refused(IntakeDesk desk, string client) =>
        (await desk.Tenant.Refused("desk", "amendClient", new { client, given = "M" }, "client { id }")).GetRawText();
}

public sealed class ReleaseClientTests
{
    [Fact]
    public async Task Only_who_is_named_can_lift_the_restriction()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("NotSequestered", await desk.Refusal("releaseClient", new { client }, "sequestration { id }", "director"));
        await desk.Do("sequesterClient", new { client, users = Array.Empty<string>(), reason = "In danger" }, "sequestration { id }", "director");
        Assert.Equal("NotFound", await desk.Refusal("releaseClient", new { client }, "sequestration { id }"));
        var lifted = await desk.Do("releaseClient", new { client }, "sequestration { liftedAt }", "director");
        Assert.Equal(JsonValueKind.String, lifted.GetProperty("liftedAt").ValueKind);
        var shown = await desk.Ask("query($id: ID!) { client(id: $id) { name } }", new { id = client });
        Assert.Equal("Maria Reyes", shown.GetProperty("client").GetProperty("name").GetString());
    }
}
