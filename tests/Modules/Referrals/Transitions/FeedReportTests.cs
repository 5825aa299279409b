using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class FeedReportTests
{
    private const string Report = """
        query($from: Date!, $to: Date!) {
          feedReport(from: $from, to: $to) {
            partner { id } notices sent corrections medianHours ninetyPercentHours completeShare matched uncertain noClient matchedShare waiting waitingSince lastHeardAt silentSince
            fields { field missing share }
          }
        }
        """;

    [Fact]
    public async Task Delay_completeness_and_matching_are_counted_for_each_partner_and_open_their_notices()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        await feed.Client("Moor");
        await feed.Client("Moor");
        var now = FeedTenant.Now;
        await feed.Send(feed.Notice("Vale", at: now.AddHours(-2)));
        await feed.Send(feed.Notice("Vale", "UPDATE", now.AddHours(-4), ("attending", null)));
        await feed.Send(feed.Notice("Moor", at: now.AddHours(-12), more: ("attending", null)));
        await feed.Send(feed.Notice("Stranger", at: now.AddHours(-3)));
        await feed.Outside.Do(FeedTenant.Staff, "takeTransitionNotice", new { notice = feed.Notice("Vale"), from = feed.Loop.Hospital }, FeedTenant.Taken);

        var rows = await Read(feed);
        Assert.Equal([4, 1], rows.Select(r => r.GetProperty("notices").GetInt32()));
        var row = rows[0];
        Assert.Equal((4, 1, 2, 1, 1, 1), (Int("sent"), Int("corrections"), Int("matched"), Int("uncertain"), Int("noClient"), Int("waiting")));
        Assert.Equal((0.5m, 0m), (Number(row, "matchedShare"), Number(row, "completeShare")));
        // Hours late were 2, 3, 4 and 12: the middle is 3.5, and nine tenths of the way up is 4 + 0.7 × 8.
        Assert.Equal((3.5m, 9.6m), (Math.Round(Number(row, "medianHours"), 1), Math.Round(Number(row, "ninetyPercentHours"), 1)));
        var attending = row.GetProperty("fields").EnumerateArray().Single(f => FeedTenant.Text(f, "field") == "attending");
        Assert.Equal((2, 0.5m), (attending.GetProperty("missing").GetInt32(), Number(attending, "share")));
        Assert.Equal((0, 1), (rows[1].GetProperty("sent").GetInt32(), rows[1].GetProperty("matched").GetInt32()));

        Assert.Equal(4, await Opened(feed, "{ byPartner: true }"));
        Assert.Equal(2, await Opened(feed, "{ byPartner: true, missing: \"attending\" }"));
        Assert.Equal(1, await Opened(feed, "{ match: UNCERTAIN }"));
        Assert.Equal(1, await Opened(feed, "{ laterThanHours: \"9.6\" }"));
        int Int(string field) => row.GetProperty(field).GetInt32();
    }

    [Fact]
    public async Task A_partner_that_is_watched_and_sends_nothing_has_its_line()
    {
        var feed = await FeedTenant.New();
        await feed.Outside.Do("admin", "watchTransitionFeed", new { partner = feed.Loop.Hospital }, "transitionFeed { id }");
        var row = Assert.Single(await Read(feed));
        Assert.Equal((0, JsonValueKind.Null, JsonValueKind.Null), (
            row.GetProperty("notices").GetInt32(), row.GetProperty("matchedShare").ValueKind, row.GetProperty("lastHeardAt").ValueKind));
    }

    private static async Task<IReadOnlyList<JsonElement>> Read(FeedTenant feed) => [.. (await feed.Outside.Ask(
        "supervisor", Report, new { from = FeedTenant.Now.AddDays(-2).ToString("yyyy-MM-dd"), to = FeedTenant.Now.AddDays(2).ToString("yyyy-MM-dd") }))
        .GetProperty("feedReport").EnumerateArray()];

    private static decimal Number(JsonElement row, string field) => decimal.Parse(row.GetProperty(field).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<int> Opened(FeedTenant feed, string where) =>
        (await feed.Outside.Ask("supervisor", $"{{ transitionNotices(first: 50, where: {where}) {{ nodes {{ id }} }} }}"))
        .GetProperty("transitionNotices").GetProperty("nodes").GetArrayLength();
}
