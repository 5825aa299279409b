using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ReceiveInquiryTests
{
    [Fact]
    public async Task A_person_who_calls_is_registered_and_the_receiver_owns_the_inquiry()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Do(
            "receiveInquiry",
            new { door = "CALL", person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03" }, reason = "cannot sleep" },
            "inquiry { id status door client { id name } team { key } owner { name } matchScore contacts { door } owners { owner { name } } }");
        Assert.Equal("RECEIVED", inquiry.GetProperty("status").GetString());
        Assert.Equal("Maria Reyes", inquiry.GetProperty("client").GetProperty("name").GetString());
        Assert.Equal("front-door", inquiry.GetProperty("team").GetProperty("key").GetString());
        Assert.Equal("Dee", inquiry.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("Dee", inquiry.GetProperty("owners")[0].GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, inquiry.GetProperty("matchScore").ValueKind);
        Assert.Equal(["intake.client-registered@1", "intake.inquiry-received@1"], (await desk.Events()).Select(e => e.Type));
        Assert.DoesNotContain("sleep", string.Concat((await desk.Events()).Select(e => e.Payload.GetRawText())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WALK_IN")]
    [InlineData("CALL")]
    [InlineData("CRISIS_LINE")]
    [InlineData("PARTNER_REFERRAL")]
    [InlineData("HOSPITAL")]
    public async Task Whatever_the_door_it_is_the_same_inquiry_with_an_owner(string door)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Do("receiveInquiry", new { door, client }, "inquiry { door owner { name } }");
        Assert.Equal(door, inquiry.GetProperty("door").GetString());
        Assert.Equal("Dee", inquiry.GetProperty("owner").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("WEB")]
    [InlineData("SELF")]
    public async Task What_nobody_received_in_person_waits_in_the_queue(string door)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Do("receiveInquiry", new { door, client }, "inquiry { owner { name } team { key } }");
        Assert.Equal(JsonValueKind.Null, inquiry.GetProperty("owner").ValueKind);
        Assert.Equal("front-door", inquiry.GetProperty("team").GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_named_team_holds_it_in_its_queue()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Do(
            "receiveInquiry", new { door = "CALL", client, team = await desk.Team("outreach") }, "inquiry { owner { name } team { key } }");
        Assert.Equal(JsonValueKind.Null, inquiry.GetProperty("owner").ValueKind);
        Assert.Equal("outreach", inquiry.GetProperty("team").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Without_a_front_door_the_receivers_team_holds_it_and_without_that_it_is_refused()
    {
        var desk = await IntakeDesk.Open(withFrontDoor: false);
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("NoFrontDoor", await desk.Refusal("receiveInquiry", new { door = "CALL", client }, "inquiry { id }"));
        var inquiry = await desk.Do("receiveInquiry", new { door = "CALL", client }, "inquiry { team { key } }", by: "team");
        Assert.Equal("outreach", inquiry.GetProperty("team").GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_known_person_is_recognised_with_score_and_reasons()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Robert", "García-López", "1980-02-03");
        var inquiry = await desk.Do(
            "receiveInquiry",
            new { door = "CALL", person = new { given = "Bob", family = "Garcia Lopez", birthDate = "1980-02-03" } },
            "inquiry { client { id } matchScore matchReasons }");
        Assert.Equal(client, inquiry.GetProperty("client").GetProperty("id").GetString());
        Assert.True(inquiry.GetProperty("matchScore").GetInt32() >= 90);
        Assert.Equal(
            ["given-name nickname", "family-name same", "birth-date same"],
            inquiry.GetProperty("matchReasons").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Who_may_be_known_is_given_to_choose_from()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        var input = new { door = "CALL", person = new { given = "Maria", family = "Reyes", birthDate = "1980-03-02" } };
        var answer = await desk.Ask(
            """
            mutation($input: ReceiveInquiryInput!) { receiveInquiry(input: $input) { inquiry { id } errors {
                __typename ... on PossibleMatches { candidates { client { id } score reasons { fact agreement points } } } } } }
            """,
            new { input });
        var error = answer.GetProperty("receiveInquiry").GetProperty("errors")[0];
        Assert.Equal("PossibleMatches", error.GetProperty("__typename").GetString());
        var candidate = Assert.Single(error.GetProperty("candidates").EnumerateArray().ToList());
        Assert.Equal(client, candidate.GetProperty("client").GetProperty("id").GetString());
        Assert.Contains(candidate.GetProperty("reasons").EnumerateArray(), r => r.GetProperty("agreement").GetString() == "SWAPPED");
        Assert.DoesNotContain(await desk.Events(), e => e.Type == "intake.inquiry-received@1");

        var other = await desk.Do(
            "receiveInquiry", new { input.door, input.person, registerAsNew = true }, "inquiry { client { id } }");
        Assert.NotEqual(client, other.GetProperty("client").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Several_people_with_one_birth_date_are_told_apart()
    {
        var desk = await IntakeDesk.Open();
        string[] names = ["Aisha Abara", "Wei Chen", "Luis Sanabria", "Ingrid Solheim", "Thuy Nguyen", "Emeka Strand", "Doris Fairweather"];
        var ids = new List<string>();
        foreach (var name in names)
        {
            ids.Add(await desk.Register(name.Split(' ')[0], name.Split(' ')[1], "1949-06-20"));
        }

        for (var i = 0; i < names.Length; i++)
        {
            var inquiry = await desk.Do(
                "receiveInquiry",
                new { door = "CALL", person = new { given = names[i].Split(' ')[0], family = names[i].Split(' ')[1], birthDate = "1949-06-20" } },
                "inquiry { client { id } }");
            Assert.Equal(ids[i], inquiry.GetProperty("client").GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task Who_calls_twice_keeps_the_first_clock()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client, "CALL");
        var again = await desk.Do(
            "receiveInquiry",
            new { door = "WALK_IN", client, asker = new { relation = "FAMILY", name = "Her sister" } },
            "inquiry { id door contacts { door askerName askerRelation receivedBy { name } } }");
        Assert.Equal(inquiry, again.GetProperty("id").GetString());
        Assert.Equal("CALL", again.GetProperty("door").GetString());
        var contact = Assert.Single(again.GetProperty("contacts").EnumerateArray().ToList());
        Assert.Equal("WALK_IN", contact.GetProperty("door").GetString());
        Assert.Equal("Her sister", contact.GetProperty("askerName").GetString());
        Assert.Equal("intake.inquiry-repeated@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task An_earlier_request_that_is_written_down_late_moves_the_clock_back()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Receive(client);
        var earlier = DateTimeOffset.Parse("2025-06-30T14:00:00-04:00", System.Globalization.CultureInfo.InvariantCulture);
        var again = await desk.Do("receiveInquiry", new { door = "CALL", client, receivedAt = earlier }, "inquiry { receivedAt }");
        Assert.Equal(earlier, again.GetProperty("receivedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_resolved_inquiry_is_over_and_the_next_request_starts_anew()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var first = await desk.Receive(client);
        await desk.Do("resolveInquiry", new { inquiry = first, resolution = "DECLINED" }, "inquiry { id }");
        Assert.NotEqual(first, await desk.Receive(client));
    }

    [Fact]
    public async Task Two_calls_at_once_are_one_inquiry()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Receive(client)));
        Assert.Single(ids.Distinct());
        Assert.Equal(3, (await desk.Rows("select id from intake.inquiry_contacts where tenant_id = $1")).Count);
    }

    [Fact]
    public async Task Two_calls_at_once_about_an_unknown_person_register_one_client()
    {
        var desk = await IntakeDesk.Open();
        var input = new { door = "CALL", person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03" } };
        var inquiries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Do("receiveInquiry", input, "inquiry { id client { id } }")));
        Assert.Single(inquiries.Select(i => i.GetRawText()).Distinct());
        Assert.Single(await desk.Rows("select id from intake.clients where tenant_id = $1"));
    }

    [Fact]
    public async Task Two_records_that_are_both_certain_are_given_to_choose_from()
    {
        var desk = await IntakeDesk.Open();
        await desk.Register("Maria", "Reyes", "1980-02-03");
        await desk.Register("Maria", "Reyes", "1980-02-03");
        Assert.Equal(
            "PossibleMatches",
            await desk.Refusal("receiveInquiry", new { door = "CALL", person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03" } }, "inquiry { id }"));
    }

    [Fact]
    public async Task It_must_be_said_once_who_needs_help()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("WhoNeedsHelp", await desk.Refusal("receiveInquiry", new { door = "CALL" }, "inquiry { id }"));
        Assert.Equal(
            "WhoNeedsHelp", await desk.Refusal("receiveInquiry", new { door = "CALL", client, person = new { given = "Maria" } }, "inquiry { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("receiveInquiry", new { door = "CALL", person = new { birthDate = "1980-02-03" } }, "inquiry { id }"));
        Assert.Equal(
            "InvalidInput",
            await desk.Refusal("receiveInquiry", new { door = "CALL", client, receivedAt = "2999-01-01T00:00:00Z" }, "inquiry { id }"));
    }

    [Fact]
    public async Task A_client_of_another_tenant_is_not_found()
    {
        var (desk, other) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var client = await other.Register("Maria", "Reyes");
        Assert.Equal("NotFound", await desk.Refusal("receiveInquiry", new { door = "CALL", client }, "inquiry { id }"));
    }
}
