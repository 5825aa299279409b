using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class TakeTransitionNoticesTests
{
    private const string Results = "takenNotices { results { at messageId code path problem taken { id repeated } } }";

    [Fact]
    public async Task Each_of_many_has_an_outcome_of_its_own()
    {
        var feed = await FeedTenant.New();
        var (vale, moor) = (await feed.Client("Vale"), await feed.Client("Moor"));
        var first = feed.Notice("Vale");
        var results = (await Send(feed, first, feed.Notice("Moor", "DISCHARGE"), feed.Notice("Lake", more: [("messageId", null)]), first, feed.Notice("Nobody")))
            .GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([false, false, true, false, false], results.Select(r => r.GetProperty("taken").ValueKind == JsonValueKind.Null));
        Assert.Equal(("invalid_input", "input.notices.2.messageId"), (FeedTenant.Text(results[2], "code"), FeedTenant.Text(results[2], "path")));
        Assert.True(results[3].GetProperty("taken").GetProperty("repeated").GetBoolean());
        var stays = await feed.Stays();
        Assert.Equal(
            [vale, moor, null], new[] { "V-Vale", "V-Moor", "V-Nobody" }.Select(v => stays.Single(s => FeedTenant.Text(s, "visitNumber") == v).GetProperty("client"))
                .Select(c => c.ValueKind == JsonValueKind.Null ? null : LoopTenant.IdOf(c)));
    }

    [Fact]
    public async Task Many_calls_about_the_same_stays_at_once_lose_nothing()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        await feed.Client("Moor");
        var now = FeedTenant.Now;
        var calls = Enumerable.Range(0, 6).Select(i => new[]
        {
            feed.Notice(i % 2 == 0 ? "Vale" : "Moor", "UPDATE", now.AddMinutes(-60 + i)),
            feed.Notice(i % 2 == 0 ? "Moor" : "Vale", "UPDATE", now.AddMinutes(-30 + i)),
        }).ToList();
        await Task.WhenAll(calls.Select(c => Send(feed, c)));
        Assert.Equal([6, 6], (await feed.Stays()).Select(s => s.GetProperty("notices").GetArrayLength()));
    }

    [Fact]
    public async Task More_than_a_hundred_are_sent_in_parts()
    {
        var feed = await FeedTenant.New();
        var refused = await feed.Outside.Refused(
            FeedTenant.Sender, "takeTransitionNotices", new { notices = Enumerable.Range(0, 101).Select(_ => feed.Notice("Vale")).ToArray() }, Results);
        Assert.Equal("InvalidInput", refused[0].GetProperty("__typename").GetString());
    }

    private static Task<JsonElement> Send(FeedTenant feed, params Dictionary<string, object?>[] notices) =>
        feed.Outside.Do(FeedTenant.Sender, "takeTransitionNotices", new { notices }, Results);
}
