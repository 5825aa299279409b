using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class TimeToFirstAppointmentTests
{
    private const string Report = """
        query($by: AccessBy!, $from: Date!, $to: Date!) { timeToFirstAppointment(from: $from, to: $to, by: $by) {
          door acuity site { key } peopleCount inquiryCount neverBookedCount judgedCount withinLimitCount withinLimitShare
          hoursToStart { mean median percentile90 } businessDaysToStart { mean median percentile90 }
          hoursToBooking { mean median percentile90 } businessDaysToBooking { mean median percentile90 }
          inquiries(first: 50) { nodes { id client { id } } } } }
        """;

    // Worked examples of the service-access rule, in the time of New York.
    [Theory]
    [InlineData("2025-07-03T10:00-04:00", "2025-07-07T10:00-04:00", "1.00")]
    [InlineData("2025-06-30T10:00-04:00", "2025-07-15T10:00-04:00", "10.00")]
    [InlineData("2025-03-07T09:00-05:00", "2025-03-07T16:00-05:00", "0.00")]
    [InlineData("2025-03-07T09:00-05:00", "2025-03-10T16:00-04:00", "1.00")]
    [InlineData("2025-03-08T09:00-05:00", "2025-03-10T16:00-04:00", "1.00")]
    [InlineData("2025-11-26T23:30-05:00", "2025-11-28T09:00-05:00", "1.00")]
    [InlineData("2025-05-01T23:59-04:00", "2025-05-02T00:01-04:00", "1.00")]
    public async Task Business_days_count_from_the_day_after_the_request(string received, string start, string days)
    {
        var desk = await IntakeDesk.Open();
        await Wait(desk, await desk.Register("Maria", "Reyes"), "CALL", received, start);
        var group = Assert.Single(await Groups(desk, "DOOR"));
        Assert.Equal(days, group.GetProperty("businessDaysToStart").GetProperty("mean").GetString());
    }

    [Fact]
    public async Task Figures_are_exact_and_open_their_people()
    {
        var desk = await IntakeDesk.Open();
        var clients = new List<string>();
        // 1, 10 and 0 business days: the mean is 11/3.
        foreach (var (received, start) in new[]
        {
            ("2025-07-03T10:00-04:00", "2025-07-07T10:00-04:00"), ("2025-06-30T10:00-04:00", "2025-07-15T10:00-04:00"),
            ("2025-03-07T09:00-05:00", "2025-03-07T16:30-05:00"),
        })
        {
            clients.Add(await desk.Register("Maria", "Reyes"));
            await Wait(desk, clients[^1], "CALL", received, start);
        }

        clients.Add(await desk.Register("Maria", "Reyes"));
        await desk.Receive(clients[^1], "CALL", DateTimeOffset.Parse("2025-04-01T09:00-04:00", System.Globalization.CultureInfo.InvariantCulture));
        await Wait(desk, await desk.Register("Wei", "Chen"), "WALK_IN", "2025-04-01T09:00-04:00", "2025-04-01T10:00-04:00");

        var groups = await Groups(desk, "DOOR");
        Assert.Equal(["CALL", "WALK_IN"], groups.Select(g => g.GetProperty("door").GetString()));
        var call = groups[0];
        Assert.Equal(4, call.GetProperty("inquiryCount").GetInt32());
        Assert.Equal(4, call.GetProperty("peopleCount").GetInt32());
        Assert.Equal(1, call.GetProperty("neverBookedCount").GetInt32());
        Assert.Equal("3.67", call.GetProperty("businessDaysToStart").GetProperty("mean").GetString());
        Assert.Equal("1", Plain(call, "businessDaysToStart", "median"));
        Assert.Equal("10", Plain(call, "businessDaysToStart", "percentile90"));
        Assert.Equal("96", Plain(call, "hoursToStart", "median"));
        Assert.Equal("360", Plain(call, "hoursToStart", "percentile90"));
        Assert.Equal("154.5", Plain(call, "hoursToStart", "mean"));
        Assert.Equal(clients.ToHashSet(), call.GetProperty("inquiries").GetProperty("nodes").EnumerateArray()
            .Select(i => i.GetProperty("client").GetProperty("id").GetString()!).ToHashSet());
        Assert.Equal("1", Plain(groups[1], "hoursToStart", "median"));
    }

    [Fact]
    public async Task The_share_within_the_limit_is_taken_of_those_that_can_be_judged()
    {
        var desk = await IntakeDesk.Open();
        await Triaged(desk, "2025-06-30T10:00-04:00", "2025-07-01T10:00-04:00", Acuity.Urgent);
        await Triaged(desk, "2025-06-30T10:00-04:00", "2025-07-02T10:00-04:00", Acuity.Urgent);
        await Triaged(desk, "2025-06-30T10:00-04:00", null, Acuity.Urgent);
        await Triaged(desk, "2025-06-30T10:00-04:00", "2025-07-15T10:00-04:00", Acuity.Routine);
        await desk.Receive(await desk.Register("Wei", "Chen"), "CALL", DateTimeOffset.Parse("2025-06-30T10:00-04:00", System.Globalization.CultureInfo.InvariantCulture));
        var groups = await Groups(desk, "ACUITY");
        var byAcuity = groups.ToDictionary(g => g.GetProperty("acuity").GetString() ?? "none");
        Assert.Equal(3, byAcuity["URGENT"].GetProperty("judgedCount").GetInt32());
        Assert.Equal("0.3333", byAcuity["URGENT"].GetProperty("withinLimitShare").GetString());
        Assert.Equal("1", byAcuity["ROUTINE"].GetProperty("withinLimitShare").GetString());
        Assert.Equal(JsonValueKind.Null, byAcuity["none"].GetProperty("withinLimitShare").ValueKind);
        Assert.Equal(JsonValueKind.Null, byAcuity["none"].GetProperty("hoursToStart").ValueKind);
        Assert.Equal(1, byAcuity["none"].GetProperty("inquiries").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task An_inquiry_that_can_still_be_in_time_is_not_judged()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        var group = Assert.Single(await Groups(desk, "ACUITY", "2025-01-01", "2034-12-31"));
        Assert.Equal(0, group.GetProperty("judgedCount").GetInt32());
        Assert.Equal(1, group.GetProperty("neverBookedCount").GetInt32());
    }

    [Fact]
    public async Task Cancelled_appointments_and_duplicates_do_not_count()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await Wait(desk, await desk.Register("Maria", "Reyes"), "CALL", "2025-06-30T10:00-04:00", "2025-07-01T10:00-04:00");
        await desk.Rows("update intake.appointments set state = 'cancelled', cancellation = 'other' where tenant_id = $1");
        Assert.Equal(1, Assert.Single(await Groups(desk, "DOOR")).GetProperty("neverBookedCount").GetInt32());
        await desk.Do("resolveInquiry", new { inquiry, resolution = "DUPLICATE" }, "inquiry { id }");
        Assert.Empty(await Groups(desk, "DOOR"));
    }

    [Fact]
    public async Task By_site_each_sites_people_are_apart()
    {
        var desk = await IntakeDesk.Open();
        foreach (var site in (string[])["north", "south"])
        {
            var client = await desk.Register("Maria", "Reyes");
            var id = await desk.Site(site);
            await desk.Do("receiveInquiry", new { door = "CALL", client, site = id, receivedAt = "2025-06-30T10:00:00-04:00" }, "inquiry { id }");
        }

        await desk.Receive(await desk.Register("Wei", "Chen"), "CALL", DateTimeOffset.Parse("2025-06-30T10:00-04:00", System.Globalization.CultureInfo.InvariantCulture));
        var groups = await Groups(desk, "SITE");
        Assert.Equal(
            new HashSet<string> { "north", "south", "" },
            groups.Select(g => g.GetProperty("site") is { ValueKind: JsonValueKind.Object } s ? s.GetProperty("key").GetString()! : "").ToHashSet());
        Assert.All(groups, g => Assert.Equal(1, g.GetProperty("inquiries").GetProperty("nodes").GetArrayLength()));
    }

    [Fact]
    public async Task The_window_is_in_days_of_the_organisation_and_reach_applies()
    {
        var desk = await IntakeDesk.Open();
        await desk.Receive(await desk.Register("Maria", "Reyes"), "CALL", DateTimeOffset.Parse("2025-07-01T03:30Z", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Single(await Groups(desk, "DOOR", "2025-06-30", "2025-06-30"));
        Assert.Empty(await Groups(desk, "DOOR", "2025-07-01", "2025-07-01"));
        Assert.Empty(await Groups(desk, "DOOR", "2025-06-30", "2025-06-30", by: "own"));
    }

    private static async Task<IReadOnlyList<JsonElement>> Groups(IntakeDesk desk, string group, string from = "2025-01-01", string to = "2025-12-31", string by = "desk") =>
        [.. (await desk.Ask(Report, new { by = group, from, to }, by)).GetProperty("timeToFirstAppointment").EnumerateArray()];

    private static string Plain(JsonElement group, string figure, string value) =>
        decimal.Parse(group.GetProperty(figure).GetProperty(value).GetString()!, System.Globalization.CultureInfo.InvariantCulture)
            .ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> Wait(IntakeDesk desk, string client, string door, string received, string? start)
    {
        var inquiry = await desk.Receive(client, door, DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture));
        if (start is not null)
        {
            Assert.True(Id.TryParse<InquiryId>(inquiry, out var id) & Id.TryParse<ClientId>(client, out var who));
            var starts = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
            await desk.Rows(
                """
                insert into intake.appointments (id, tenant_id, client, inquiry, clinician, mode, starts_at, ends_at, state, booked_at)
                values (gen_random_uuid(), $1, $2, $3, gen_random_uuid(), 'in-person', $4, $4 + interval '30 minutes', 'booked', $4 - interval '5 minutes')
                """,
                who.Value, id.Value, starts);
        }

        return inquiry;
    }

    private static async Task Triaged(IntakeDesk desk, string received, string? start, Acuity acuity)
    {
        var inquiry = await Wait(desk, await desk.Register("Maria", "Reyes"), "CALL", received, start);
        var answers = TriageInquiryTests.Answers(acuity is Acuity.Urgent ? [("getting-worse", "yes")] : []);
        await desk.Do("triageInquiry", new { inquiry, answers }, "inquiry { id }");
    }
}
