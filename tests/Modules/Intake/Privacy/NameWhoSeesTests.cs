using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Class H of the fact sheet: what is for named people only.</summary>
public sealed class NameWhoSeesTests
{
    private const string Ways = "query($c: ID!) { client(id: $c) { addresses { id city } contactPoints { id value } } }";

    [Fact]
    public async Task An_address_of_somebody_in_danger_is_for_named_people_and_to_others_it_does_not_exist()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03", "617-555-0101");
        var address = (await desk.Do("recordAddress", new { client, address = new { city = "Worcester", state = "MA" } }, "address { id }")).GetProperty("id").GetString();
        var point = (await Seen(desk, client, "desk")).GetProperty("contactPoints")[0].GetProperty("id").GetString();

        await desk.Do("nameWhoSees", new { client, address, users = new[] { await desk.User("clinician") } }, "client { id }", "director");
        await desk.Do("nameWhoSees", new { client, contactPoint = point, users = Array.Empty<string>() }, "client { id }", "director");
        Assert.Equal((1, 1), Count(await Seen(desk, client, "director")));
        Assert.Equal((1, 0), Count(await Seen(desk, client, "clinician")));
        Assert.Equal((0, 0), Count(await Seen(desk, client, "desk")));

        // An emergency opens classes A to D and not this; a form does not tell it either.
        await desk.Do("breakGlass", new { client, emergency = "Overdose", reason = "Unconscious" }, "emergencyAccess { id }");
        Assert.DoesNotContain("Worcester", (await desk.AskFor("emergency", Ways, new { c = client })).ToString(), StringComparison.Ordinal);

        // Who is not named cannot open it, nor learn of it.
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'reader', 'intake.sequester', 'tenant')");
        // What a role permits is remembered for some seconds; whoever moves the clock has it read anew.
        await desk.Tenant.Forward(TimeSpan.FromMinutes(1));
        Assert.Equal("NotFound", await desk.Refusal("nameWhoSees", new { client, contactPoint = point }, "client { id }", "clinician"));
        await desk.Do("nameWhoSees", new { client, address }, "client { id }", "clinician");
        Assert.Equal((1, 0), Count(await Seen(desk, client, "desk")));
    }

    [Fact]
    public async Task Nobody_learns_by_matching_where_somebody_lives()
    {
        const string Lookalikes = """
            { matchClients(input: { person: { given: "Maria", family: "Reyes", birthDate: "1980-02-03", phones: ["617-555-0101"] } }) { score reasons { fact agreement } } }
            """;
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03", "617-555-0101");
        var point = (await Seen(desk, client, "desk")).GetProperty("contactPoints")[0].GetProperty("id").GetString();
        Assert.Contains("PHONE", await Asked("desk"), StringComparison.Ordinal);

        await desk.Do("nameWhoSees", new { client, contactPoint = point, users = Array.Empty<string>() }, "client { id }", "director");
        Assert.DoesNotContain("PHONE", await Asked("desk"), StringComparison.Ordinal);
        Assert.Contains("BIRTH_DATE", await Asked("desk"), StringComparison.Ordinal);
        Assert.Contains("PHONE", await Asked("director"), StringComparison.Ordinal);

        async Task<string> Asked(string by) => (await desk.Ask(Lookalikes, by: by)).GetProperty("matchClients").GetRawText();
    }

    [Fact]
    public async Task One_thing_is_named_at_a_time()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("InvalidInput", await desk.Refusal("nameWhoSees", new { client }, "client { id }", "director"));
    }

    private static async Task<JsonElement> Seen(IntakeDesk desk, string client, string by) => (await desk.Ask(Ways, new { c = client }, by)).GetProperty("client");

    private static (int, int) Count(JsonElement client) => (client.GetProperty("addresses").GetArrayLength(), client.GetProperty("contactPoints").GetArrayLength());
}
