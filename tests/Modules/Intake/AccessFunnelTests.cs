using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class AccessFunnelTests
{
    private const string Report = """
        query($from: Date!, $to: Date!, $by: FunnelBy!) { accessFunnel(from: $from, to: $to, by: $by) {
          door acuity referrerName site { key }
          stages { step reachedCount peopleCount waitingCount lostCount businessDays { mean median }
            missedCount losses { reason noShow inquiryCount inquiries(first: 5) { nodes { id } } }
            reached: inquiries(of: REACHED, first: 5) { nodes { id } } waiting: inquiries(of: WAITING, first: 5) { nodes { id } } missed: inquiries(of: MISSED, first: 5) { nodes { id } }
            lost: inquiries(of: LOST, first: 5) { nodes { id } } } } }
        """;

    [Fact]
    public async Task People_are_counted_at_every_stage_that_they_have_passed_and_lost_where_they_ended()
    {
        var desk = await IntakeDesk.Open();
        var (served, first) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.Meets(served, first, "2025-03-05T09:00-05:00");
        await desk.WasSeen(served, "2025-03-10T09:00-04:00");
        var (missed, second) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.Meets(missed, second, "2025-03-06T09:00-05:00", state: "cancelled");
        await desk.Do("resolveInquiry", new { inquiry = second, resolution = "NOT_ELIGIBLE" }, "inquiry { id }");
        var (_, third) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.Do("triageInquiry", new { inquiry = third, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        var (_, fourth) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.Do("resolveInquiry", new { inquiry = fourth, resolution = "DECLINED" }, "inquiry { id }");

        var group = Assert.Single(await Groups(desk, "DOOR"));
        Assert.Equal("CALL", group.GetProperty("door").GetString());
        var stages = group.GetProperty("stages").EnumerateArray().ToDictionary(s => s.GetProperty("step").GetString()!);
        Assert.Equal(
            [("RECEIVED", 4, 0, 0), ("CONTACTED", 4, 0, 1), ("TRIAGED", 3, 1, 0), ("EVALUATION_BOOKED", 2, 0, 1), ("EVALUATION_ATTENDED", 1, 0, 0), ("FIRST_SERVICE", 1, 1, 0)],
            stages.Select(s => (s.Key, Count(s.Value, "reachedCount"), Count(s.Value, "waitingCount"), Count(s.Value, "lostCount"))));
        Assert.Equal("0.00", stages["CONTACTED"].GetProperty("businessDays").GetProperty("mean").GetString());
        Assert.Equal("2.00", stages["EVALUATION_ATTENDED"].GetProperty("businessDays").GetProperty("mean").GetString());
        Assert.Equal("5.00", stages["FIRST_SERVICE"].GetProperty("businessDays").GetProperty("mean").GetString());
        var loss = Assert.Single(stages["EVALUATION_BOOKED"].GetProperty("losses").EnumerateArray());
        Assert.Equal("NOT_ELIGIBLE", loss.GetProperty("reason").GetString());
        Assert.Equal([second], Ids(loss.GetProperty("inquiries")));
        Assert.Equal([third], Ids(stages["TRIAGED"].GetProperty("waiting")));
        AssertOpens(group);
    }

    [Fact]
    public async Task A_referrer_is_one_however_its_name_is_written_and_called_as_it_was_first()
    {
        var desk = await IntakeDesk.Open();
        foreach (var (name, at) in new[] { ("county  jail ", "10"), ("County Jail", "09"), ("COUNTY JAIL", "11"), ("County Court", "12") })
        {
            await desk.Do("receiveInquiry", new
            {
                door = "JAIL",
                client = await desk.Register("Maria", "Reyes"),
                referringName = name,
                receivedAt = $"2025-03-03T{at}:00:00-05:00",
            }, "inquiry { id }");
        }

        var groups = (await Groups(desk, "REFERRER")).ToDictionary(g => g.GetProperty("referrerName").GetString()!, g => g.GetProperty("stages")[0]);
        Assert.Equal(["County Court", "County Jail"], groups.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((3, 3), (Count(groups["County Jail"], "reachedCount"), Ids(groups["County Jail"].GetProperty("reached")).Count));
    }

    // Nobody booked anything: somebody called back and evaluated at once. With an appointment for it, it is one visit and no service besides.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_first_evaluation_that_was_recorded_is_one(bool withAppointment)
    {
        var desk = await IntakeDesk.Open();
        var (client, inquiry) = await desk.Asks("2025-03-03T09:00-05:00");
        if (withAppointment)
        {
            await desk.Meets(client, inquiry, "2025-03-05T09:30-05:00");
        }

        await desk.Do("recordInitialEvaluation", new { inquiry, mode = "PHONE", evaluatedAt = "2025-03-05T14:00:00Z" }, "initialEvaluation { id }");
        var stages = Assert.Single(await Groups(desk, "DOOR")).GetProperty("stages").EnumerateArray().ToDictionary(s => s.GetProperty("step").GetString()!);
        Assert.Equal((1, 1, 0), (
            Count(stages["EVALUATION_ATTENDED"], "reachedCount"), Count(stages["EVALUATION_ATTENDED"], "waitingCount"), Count(stages["FIRST_SERVICE"], "reachedCount")));
        Assert.Equal("2.00", stages["EVALUATION_ATTENDED"].GetProperty("businessDays").GetProperty("mean").GetString());
        Assert.Equal([inquiry], Ids(stages["EVALUATION_ATTENDED"].GetProperty("waiting")));
    }

    [Fact]
    public async Task Whoever_did_not_come_to_the_visit_that_was_agreed_last_is_lost_by_a_no_show()
    {
        var desk = await IntakeDesk.Open();
        async Task<string> Agreed(params (string At, string State)[] visits)
        {
            var (client, inquiry) = await desk.Asks("2025-03-03T09:00-05:00");
            foreach (var (at, state) in visits)
            {
                await desk.Meets(client, inquiry, at, state: state);
            }

            return inquiry;
        }

        var gone = await Agreed(("2025-03-06T09:00-05:00", "no-show"), ("2025-03-20T09:00-04:00", "cancelled"));
        var waits = await Agreed(("2025-03-06T09:00-05:00", "no-show"));
        var again = await Agreed(("2025-03-06T09:00-05:00", "no-show"), ("2099-03-06T09:00-05:00", "booked"));
        var declined = await Agreed(("2099-03-06T09:00-05:00", "booked"));
        await desk.Do("resolveInquiry", new { inquiry = gone, resolution = "DECLINED" }, "inquiry { id }");
        await desk.Do("resolveInquiry", new { inquiry = declined, resolution = "DECLINED" }, "inquiry { id }");

        var group = Assert.Single(await Groups(desk, "DOOR"));
        var booked = Stage(group, "EVALUATION_BOOKED");
        Assert.Equal((4, 2, 2, 1), (Count(booked, "reachedCount"), Count(booked, "waitingCount"), Count(booked, "lostCount"), Count(booked, "missedCount")));
        Assert.Equal([waits], Ids(booked.GetProperty("missed")));
        Assert.Contains(again, Ids(booked.GetProperty("waiting")));
        Assert.Equal(
            [("DECLINED", false, declined), ("DECLINED", true, gone)],
            booked.GetProperty("losses").EnumerateArray()
                .Select(l => (l.GetProperty("reason").GetString()!, l.GetProperty("noShow").GetBoolean(), Assert.Single(Ids(l.GetProperty("inquiries"))))));
        AssertOpens(group);
    }

    [Fact]
    public async Task At_the_web_form_a_person_is_contacted_when_somebody_speaks_with_them()
    {
        var desk = await IntakeDesk.Open();
        var (client, _) = await desk.Asks("2025-03-03T09:00-05:00", door: "WEB");
        Assert.Equal(0, Count(Stage(Assert.Single(await Groups(desk, "DOOR")), "CONTACTED"), "reachedCount"));
        await desk.Receive(client, "CALL", CareFacts.Instant("2025-03-05T09:00-05:00"));
        var contacted = Stage(Assert.Single(await Groups(desk, "DOOR")), "CONTACTED");
        Assert.Equal(1, Count(contacted, "reachedCount"));
        Assert.Equal("2.00", contacted.GetProperty("businessDays").GetProperty("mean").GetString());
    }

    [Theory]
    [InlineData("HOSPITAL")]
    [InlineData("JAIL")]
    [InlineData("SCHOOL")]
    public async Task Whoever_came_by_paper_was_spoken_to_on_the_day_of_triage_at_the_latest(string door)
    {
        var desk = await IntakeDesk.Open();
        var (_, inquiry) = await desk.Asks("2025-03-03T09:00-05:00", door: door);
        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        await desk.Rows("update intake.inquiries set triaged_at = '2025-03-04T09:00-05:00' where tenant_id = $1");
        var contacted = Stage(Assert.Single(await Groups(desk, "DOOR")), "CONTACTED");
        Assert.Equal("1.00", contacted.GetProperty("businessDays").GetProperty("mean").GetString());
    }

    [Theory]
    [InlineData("SITE")]
    [InlineData("ACUITY")]
    [InlineData("REFERRER")]
    public async Task Groups_open_their_own_people_and_leave_nobody_out(string by)
    {
        var desk = await IntakeDesk.Open();
        foreach (var (site, name) in new[] { ("north", "Harbor Hospital"), ("south", "Mill Lane School"), ("south", null) })
        {
            await desk.Do(
                "receiveInquiry",
                new { door = "PARTNER_REFERRAL", client = await desk.Register("Maria", "Reyes"), site = await desk.Site(site), referringName = name, receivedAt = "2025-03-03T09:00:00-05:00" },
                "inquiry { id }");
        }

        var (_, triaged) = await desk.Asks("2025-03-03T09:00-05:00");
        await desk.Do("triageInquiry", new { inquiry = triaged, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        var groups = await Groups(desk, by);
        Assert.Equal(by switch { "ACUITY" => 2, _ => 3 }, groups.Count);
        Assert.Equal(4, groups.Sum(g => Count(Stage(g, "RECEIVED"), "reachedCount")));
        Assert.All(groups, AssertOpens);
    }

    [Fact]
    public async Task Reach_and_the_window_apply()
    {
        var desk = await IntakeDesk.Open();
        await desk.Asks("2025-07-01T03:30Z");
        Assert.Single(await Groups(desk, "DOOR", "2025-06-30", "2025-06-30"));
        Assert.Empty(await Groups(desk, "DOOR", "2025-07-01", "2025-07-01"));
        Assert.Empty(await Groups(desk, "DOOR", "2025-06-30", "2025-06-30", who: "own"));
        var answer = await desk.Tenant.Send("desk", Report, new { by = "DOOR", from = "2025-12-31", to = "2025-01-01" });
        Assert.Contains("must not come before the first", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static void AssertOpens(JsonElement group) => Assert.All(group.GetProperty("stages").EnumerateArray(), stage =>
    {
        foreach (var (figure, list) in new[] { ("reachedCount", "reached"), ("waitingCount", "waiting"), ("lostCount", "lost"), ("missedCount", "missed") })
        {
            Assert.Equal(Count(stage, figure), Ids(stage.GetProperty(list)).Count);
        }

        Assert.Equal(Count(stage, "lostCount"), stage.GetProperty("losses").EnumerateArray().Sum(l => Count(l, "inquiryCount")));
    });

    private static async Task<IReadOnlyList<JsonElement>> Groups(IntakeDesk desk, string by, string from = "2025-01-01", string to = "2025-12-31", string who = "desk") =>
        [.. (await desk.Ask(Report, new { by, from, to }, who)).GetProperty("accessFunnel").EnumerateArray()];

    private static JsonElement Stage(JsonElement group, string step) =>
        group.GetProperty("stages").EnumerateArray().Single(s => s.GetProperty("step").GetString() == step);

    private static List<string> Ids(JsonElement list) => [.. list.GetProperty("nodes").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];

    private static int Count(JsonElement stage, string figure) => stage.GetProperty(figure).GetInt32();
}
