using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RegisterClientTests
{
    [Fact]
    public async Task A_person_becomes_known_with_all_parts()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Do(
            "registerClient",
            new
            {
                person = new
                {
                    prefix = "Ms.",
                    given = " Maria ",
                    middle = "Elena",
                    family = "Reyes",
                    preferred = "Mari",
                    birthDate = "1980-02-03",
                    gender = "FEMALE",
                    races = new[] { "white", "other" },
                    ethnicity = "hispanic",
                    language = "es-MX",
                    priorNames = new[] { new { kind = "MAIDEN", family = "Ortega" } },
                    phones = new[] { "617-555-0101", "617-555-0102" },
                    emails = new[] { "maria@example.org" },
                    address = new { line = "12 Harbor Street", city = "Boston", state = "MA", postalCode = "02125" },
                    identifiers = new[] { new { system = "medicaid", value = "A1" } },
                },
            },
            """
            client { name given family preferred birthDate gender races ethnicity language version state
              priorNames { kind family } contactPoints { kind value wrong verifiedOn } addresses { line city until } identifiers { system value } }
            """);
        Assert.Equal("Maria Reyes", client.GetProperty("name").GetString());
        Assert.Equal("1980-02-03", client.GetProperty("birthDate").GetString());
        Assert.Equal("es-MX", client.GetProperty("language").GetString());
        Assert.Equal("""["white","other"]""", client.GetProperty("races").GetRawText());
        Assert.Equal("Ortega", client.GetProperty("priorNames")[0].GetProperty("family").GetString());
        Assert.Equal(3, client.GetProperty("contactPoints").GetArrayLength());
        Assert.Equal("Boston", client.GetProperty("addresses")[0].GetProperty("city").GetString());
        Assert.Equal("A1", client.GetProperty("identifiers")[0].GetProperty("value").GetString());
        Assert.Equal("intake.client-registered@1", Assert.Single(await desk.Events()).Type);
    }

    [Fact]
    public async Task Somebody_who_may_be_known_is_not_registered_twice_without_a_look()
    {
        var desk = await IntakeDesk.Open();
        var known = await desk.Register("Maria", "Reyes", "1980-02-03");
        var answer = await desk.Ask(
            """
            mutation($input: RegisterClientInput!) { registerClient(input: $input) { client { id } errors {
                code ... on MayBeKnown { candidates { client { id } score } } } } }
            """,
            new { input = new { person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03" } } });
        var error = answer.GetProperty("registerClient").GetProperty("errors")[0];
        Assert.Equal("intake.may_be_known", error.GetProperty("code").GetString());
        Assert.Equal(known, error.GetProperty("candidates")[0].GetProperty("client").GetProperty("id").GetString());
        Assert.NotEqual(known, await desk.Register("Maria", "Reyes", "1980-02-03"));
    }

    [Fact]
    public async Task An_identifier_leads_to_one_client_only()
    {
        var desk = await IntakeDesk.Open();
        var identifiers = new[] { new { system = "medicaid", value = "A1" } };
        await desk.Do("registerClient", new { person = new { given = "Maria", family = "Reyes", identifiers } }, "client { id }");
        Assert.Equal(
            "IdentifierTaken",
            await desk.Refusal("registerClient", new { person = new { given = "Wei", family = "Chen", identifiers }, registerAsNew = true }, "client { id }"));
        var elsewhere = await IntakeDesk.Open();
        await elsewhere.Do("registerClient", new { person = new { given = "Wei", family = "Chen", identifiers } }, "client { id }");
    }

    [Theory]
    [InlineData("""{ "birthDate": "1980-02-03" }""", "input.person")]
    [InlineData("""{ "given": "Maria", "birthDate": "2999-01-01" }""", "input.person.birthDate")]
    [InlineData("""{ "given": "Maria", "birthDate": "1800-01-01" }""", "input.person.birthDate")]
    [InlineData("""{ "given": "Maria", "language": "spanish!" }""", "input.person.language")]
    [InlineData("""{ "given": "Maria", "phones": ["12"] }""", "input.person.phones[0]")]
    public async Task What_cannot_be_true_is_refused_with_its_place(string person, string path)
    {
        var desk = await IntakeDesk.Open();
        var errors = await desk.Tenant.Refused(
            "desk", "registerClient", new { person = JsonSerializer.Deserialize<JsonElement>(person) }, "client { id }");
        Assert.Equal(path, errors[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Who_may_only_read_cannot_register()
    {
        var desk = await IntakeDesk.Open();
        var answer = await desk.Tenant.Send(
            "reader", """mutation { registerClient(input: { person: { given: "Maria" } }) { client { id } errors { code } } }""");
        Assert.DoesNotContain("cli_", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await desk.Rows("select id from intake.clients where tenant_id = $1"));
    }
}
