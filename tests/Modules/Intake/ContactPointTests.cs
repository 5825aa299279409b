using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class AddContactPointTests
{
    [Fact]
    public async Task A_client_is_found_by_a_telephone_number_added_later()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("addContactPoint", new { client, kind = "PHONE", value = "(617) 555-0101" }, "contactPoint { id }");
        var matches = await desk.Ask(
            """query { matchClients(input: { person: { given: "Maria", family: "Reyes", phones: ["+16175550101"] } }) { client { id } reasons { fact } } }""");
        var match = Assert.Single(matches.GetProperty("matchClients").EnumerateArray().ToList());
        Assert.Equal(client, match.GetProperty("client").GetProperty("id").GetString());
        Assert.Contains(match.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("fact").GetString() == "PHONE");
    }

    [Theory]
    [InlineData("PHONE", "none")]
    [InlineData("EMAIL", "maria")]
    public async Task What_reaches_nobody_is_refused(string kind, string value)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("InvalidInput", await desk.Refusal("addContactPoint", new { client, kind, value }, "contactPoint { id }"));
    }
}

public sealed class CheckContactPointTests
{
    [Fact]
    public async Task A_wrong_number_can_be_proven_right_again()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var point = (await desk.Do("addContactPoint", new { client, kind = "PHONE", value = "617-555-0101" }, "contactPoint { id }"))
            .GetProperty("id").GetString();
        var wrong = await desk.Do("checkContactPoint", new { contactPoint = point, reached = false }, "contactPoint { wrong verifiedOn }");
        Assert.True(wrong.GetProperty("wrong").GetBoolean());
        Assert.Equal(JsonValueKind.Null, wrong.GetProperty("verifiedOn").ValueKind);
        var right = await desk.Do("checkContactPoint", new { contactPoint = point, reached = true }, "contactPoint { wrong verifiedOn }");
        Assert.False(right.GetProperty("wrong").GetBoolean());
        Assert.Equal(JsonValueKind.String, right.GetProperty("verifiedOn").ValueKind);
    }

    [Fact]
    public async Task A_number_of_a_client_beyond_reach_is_not_found()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var point = (await desk.Do("addContactPoint", new { client, kind = "PHONE", value = "617-555-0101" }, "contactPoint { id }"))
            .GetProperty("id").GetString();
        Assert.Equal("NotFound", await desk.Refusal("checkContactPoint", new { contactPoint = point, reached = true }, "contactPoint { id }", by: "own"));
    }
}

public sealed class RecordAddressTests
{
    [Fact]
    public async Task The_address_before_ends_the_day_before()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("recordAddress", new { client, address = new { line = "12 Harbor Street", city = "Boston" }, since = "2024-05-01" }, "address { line }");
        await desk.Do("recordAddress", new { client, address = new { line = "7 Mill Lane", city = "Quincy" }, since = "2025-05-01" }, "address { line }");
        var answer = await desk.Ask("query($id: ID!) { client(id: $id) { addresses { line since until } } }", new { id = client });
        var addresses = answer.GetProperty("client").GetProperty("addresses");
        Assert.Equal("7 Mill Lane", addresses[0].GetProperty("line").GetString());
        Assert.Equal(JsonValueKind.Null, addresses[0].GetProperty("until").ValueKind);
        Assert.Equal("2025-04-30", addresses[1].GetProperty("until").GetString());
    }

    [Fact]
    public async Task Nobody_lives_somewhere_in_the_future()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal(
            "InvalidInput", await desk.Refusal("recordAddress", new { client, address = new { city = "Boston" }, since = "2999-01-01" }, "address { line }"));
    }
}
