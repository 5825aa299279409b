using System.Globalization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What lies in the queue of a program under 42 CFR Part 2: that somebody waits there says what they seek.</summary>
public sealed class Part2QueueTests
{
    private const string Everywhere = """
        query($id: ID!, $c: ID!, $t: ID!, $node: ID!, $from: Date!, $to: Date!) {
          inquiry(id: $id) { status team { key } owner { name } }
          node(id: $node) { ... on Inquiry { status team { key } } }
          client(id: $c) { inquiries { status team { key } } appointments { startsAt clinician { name } } timeline { segments { providers { what } levelsOfCare { what } } risks { kind } } }
          all: inquiries { totalCount nodes { id } }
          ofTeam: inquiries(where: { team: $t }) { totalCount nodes { id } }
          received: inquiries(where: { statuses: [RECEIVED] }) { totalCount }
          appointments { totalCount nodes { id } }
          byDoor: timeToFirstAppointment(from: $from, to: $to, by: DOOR) { inquiryCount peopleCount inquiries(first: 5) { totalCount } }
          byAcuity: timeToFirstAppointment(from: $from, to: $to, by: ACUITY) { acuity inquiryCount inquiries(first: 5) { totalCount } }
          accessFunnel(from: $from, to: $to, by: SITE) { stages { step reachedCount peopleCount reached: inquiries(of: REACHED, first: 5) { totalCount } } }
        }
        """;

    [Fact]
    public async Task To_whoever_works_elsewhere_it_is_as_if_nobody_had_asked()
    {
        var (desk, client) = await Part2Program.Open();
        var never = new InquiryId(Guid.CreateVersion7());
        var before = await Seen(desk, Id.Format(never), client, "desk");
        var inquiry = (await desk.Do("receiveInquiry", new { door = "CALL", client, team = await desk.Team("outreach") }, "inquiry { id }", "own-program")).GetProperty("id").GetString()!;
        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }", "own-program");
        await desk.Do("bookAppointment", new
        {
            client,
            inquiry,
            with = await desk.User("clinician"),
            start = TimeProvider.System.GetUtcNow().AddDays(2),
            minutes = 30,
        }, "appointment { id }", "own-program");

        Assert.Equal(before, await Seen(desk, inquiry, client, "desk"));
        Assert.Equal(before, await Seen(desk, inquiry, client, "director"));
        var own = await Seen(desk, inquiry, client, "own-program");
        Assert.Contains("\"team\":{\"key\":\"outreach\"}", own, StringComparison.Ordinal);
        Assert.Contains("\"ofTeam\":{\"totalCount\":1", own, StringComparison.Ordinal);
        // The clinician whom it was given to sees the visit wherever it comes from.
        Assert.Equal(1, (await desk.Ask("{ appointments { totalCount } }", by: "clinician")).GetProperty("appointments").GetProperty("totalCount").GetInt32());
        Assert.Equal("NotFound", await desk.Refusal("takeInquiry", new { inquiry }, "inquiry { id }"));
    }

    [Fact]
    public async Task The_denial_is_explained_whether_or_not_somebody_waits_there_and_a_consent_opens_the_record()
    {
        var (desk, client) = await Part2Program.Open();
        const string Why = "query($c: ID!) { client(id: $c) { inquiries { team { key } } redactions { path rule } } }";
        var before = (await desk.Ask(Why, new { c = client })).ToString();
        Assert.Contains("{\"path\":\"Inquiry\",\"rule\":6}", before, StringComparison.Ordinal);
        Assert.Contains("{\"path\":\"Appointment\",\"rule\":6}", before, StringComparison.Ordinal);
        await desk.Do("receiveInquiry", new { door = "CALL", client, team = await desk.Team("outreach") }, "inquiry { id }", "own-program");
        Assert.Equal(before, (await desk.Ask(Why, new { c = client })).ToString());
        await desk.Consent(client);
        var opened = (await desk.Ask(Why, new { c = client })).ToString();
        Assert.Contains("\"inquiries\":[{\"team\":{\"key\":\"outreach\"}}]", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("\"path\":\"Inquiry\"", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_again_at_another_door_makes_a_request_of_their_own_there_and_a_second_one_in_the_program_repeats_the_first()
    {
        var (desk, client) = await Part2Program.Open();
        async Task<string> Ask(string by) => (await desk.Do("receiveInquiry", new
        {
            door = "CALL",
            client,
            team = by == "own-program" ? await desk.Team("outreach") : null,
        }, "inquiry { id }", by)).GetProperty("id").GetString()!;

        var first = await Ask("own-program");
        var second = await Ask("desk");
        Assert.NotEqual(first, second);
        Assert.Equal(second, await Ask("desk"));
        Assert.Equal(first, await Ask("own-program"));
        var listed = (await desk.Ask("query($c: ID!) { inquiries(where: { client: $c }) { nodes { id } } }", new { c = client })).GetProperty("inquiries");
        Assert.Equal(second, Assert.Single(listed.GetProperty("nodes").EnumerateArray()).GetProperty("id").GetString());
    }

    private static async Task<string> Seen(IntakeDesk desk, string inquiry, string client, string by) => (await desk.Ask(Everywhere, new
    {
        id = inquiry,
        c = client,
        t = await desk.Team("outreach"),
        node = inquiry,
        from = TimeProvider.System.GetUtcNow().AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        to = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    }, by)).ToString();
}
