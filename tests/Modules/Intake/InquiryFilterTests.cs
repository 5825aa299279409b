using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>
/// Filters of lists against a plain reading of their words, for any combination: statements are kept from one request to the
/// next, and none may answer for a filter of another meaning.
/// </summary>
public sealed class InquiryFilterTests
{
    private const string Fields = "id status door acuity receivedAt client { id } owner { id } team { id } site { id }";
    private const int Filters = 60;

    [Fact]
    public async Task Any_filter_shows_exactly_what_it_says()
    {
        var desk = await IntakeDesk.Open();
        var random = new Random(20251122);
        await Fill(desk, random);
        var all = (await Page(desk, new { }, "first: 100")).ToList();
        string[] statuses = ["RECEIVED", "TRIAGED", "RESOLVED"], doors = ["CALL", "WEB", "CRISIS_LINE"], acuities = ["EMERGENT", "ROUTINE"];

        for (var i = 0; i < Filters; i++)
        {
            var model = all[random.Next(all.Count)];
            var where = new Dictionary<string, object?>();
            Sometimes(() => where["open"] = random.Next(2) == 0);
            Sometimes(() => where["statuses"] = Some(statuses));
            Sometimes(() => where["doors"] = Some(doors));
            Sometimes(() => where["acuities"] = Some(acuities));
            Sometimes(() => where["client"] = Of(model, "client"));
            Sometimes(() => where["owner"] = Of(model, "owner"));
            Sometimes(() => where["team"] = Of(model, "team"));
            Sometimes(() => where["inQueue"] = random.Next(2) == 0);
            Sometimes(() => where["site"] = Of(model, "site"));
            Sometimes(() => where["receivedFrom"] = model.GetProperty("receivedAt").GetString());
            Sometimes(() => where["receivedBefore"] = model.GetProperty("receivedAt").GetString());

            Assert.Equal(
                all.Where(a => Fits(a, where)).Select(Key),
                (await Page(desk, where, i % 2 == 0 ? "first: 100" : $"first: {all.Count}")).Select(Key));
        }

        void Sometimes(Action narrow)
        {
            if (random.Next(5) == 0)
            {
                narrow();
            }
        }

        string[] Some(string[] of) => [.. of.Where(_ => random.Next(2) == 0)];
    }

    [Fact]
    public async Task The_same_question_of_another_tenant_shows_that_tenants_inquiries()
    {
        var (here, there) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var (mine, theirs) = (await here.Receive(await here.Register("Maria", "Reyes")), await there.Receive(await there.Register("Wei", "Chen")));

        Assert.Equal([mine], (await Page(here, new { open = true }, "first: 9")).Select(Key));
        Assert.Equal([theirs], (await Page(there, new { open = true }, "first: 9")).Select(Key));
        Assert.Equal([mine], (await Page(here, new { open = true }, "first: 9")).Select(Key));
    }

    private static async Task Fill(IntakeDesk desk, Random random)
    {
        string[] clients = [await desk.Register("Maria", "Reyes"), await desk.Register("Wei", "Chen"), await desk.Register("Luis", "Sanabria")];
        string[] doors = ["CALL", "WEB", "CRISIS_LINE"];
        var (own, outreach, north) = (await desk.User("own"), await desk.Team("outreach"), await desk.Site("north"));
        for (var i = 0; i < 24; i++)
        {
            var inquiry = (await desk.Do(
                "receiveInquiry",
                new
                {
                    door = doors[random.Next(3)],
                    client = clients[random.Next(3)],
                    receivedAt = new DateTimeOffset(2025, 6, 1 + random.Next(5), 15, 0, 0, TimeSpan.Zero).ToString("O", CultureInfo.InvariantCulture),
                    site = random.Next(2) == 0 ? north : null,
                },
                "inquiry { id }")).GetProperty("id").GetString()!;
            if (random.Next(3) == 0)
            {
                await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers(("overdose", "now")) }, "inquiry { id }");
            }

            if (random.Next(3) == 0)
            {
                await desk.Do("assignInquiry", new { inquiry, owner = own, team = outreach }, "inquiry { id }");
            }

            if (random.Next(4) == 0)
            {
                await desk.Do("resolveInquiry", new { inquiry, resolution = "DECLINED" }, "inquiry { id }");
            }
        }
    }

    private static async Task<IEnumerable<JsonElement>> Page(IntakeDesk desk, object where, string page) =>
        (await desk.Ask($$"""query($where: InquiryFilter) { inquiries(where: $where, {{page}}) { nodes { {{Fields}} } } }""", new { where }))
        .GetProperty("inquiries").GetProperty("nodes").EnumerateArray();

    private static bool Fits(JsonElement inquiry, Dictionary<string, object?> where) => where.Where(w => w.Value is not null).All(w => w.Key switch
    {
        "open" => (Text(inquiry, "status") != "RESOLVED") == (bool)w.Value!,
        "statuses" => ((string[])w.Value!).Contains(Text(inquiry, "status")),
        "doors" => ((string[])w.Value!).Contains(Text(inquiry, "door")),
        "acuities" => ((string[])w.Value!).Contains(Text(inquiry, "acuity")),
        "inQueue" => (Of(inquiry, "owner") is null) == (bool)w.Value!,
        "receivedFrom" => string.CompareOrdinal(Text(inquiry, "receivedAt"), (string)w.Value!) >= 0,
        "receivedBefore" => string.CompareOrdinal(Text(inquiry, "receivedAt"), (string)w.Value!) < 0,
        var thing => Of(inquiry, thing) == (string)w.Value!,
    });

    private static string Key(JsonElement inquiry) => Text(inquiry, "id")!;

    private static string? Text(JsonElement inquiry, string field) => inquiry.GetProperty(field).GetString();

    private static string? Of(JsonElement inquiry, string field) =>
        inquiry.GetProperty(field) is { ValueKind: JsonValueKind.Object } thing ? thing.GetProperty("id").GetString() : null;
}
