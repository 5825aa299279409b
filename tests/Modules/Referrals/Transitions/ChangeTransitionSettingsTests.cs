using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class ChangeTransitionSettingsTests
{
    private const string Settings = "transitionSettings { version keepDays silenceHours overdose wentTo { code wentTo } }";

    [Fact]
    public async Task What_is_changed_holds_and_the_rest_stays()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var changed = await feed.Outside.Do("admin", "changeTransitionSettings", new
        {
            keepDays = 3,
            wentTo = new[] { new { code = "1", wentTo = "DIED" } },
            expectedVersion = 0,
        }, Settings);
        Assert.Equal((3, 72), (changed.GetProperty("keepDays").GetInt32(), changed.GetProperty("silenceHours").GetInt32()));
        await feed.Send(feed.Notice("Vale", "DISCHARGE", more: ("disposition", "01")));
        Assert.Equal("DIED", FeedTenant.Text(await feed.Stay(), "wentTo"));

        await feed.Send(feed.Notice("Stranger"));
        await feed.Outside.Forward(TimeSpan.FromDays(5));
        await feed.Outside.Quiet();
        Assert.Single(await feed.Stays(), s => s.GetProperty("removedAt").ValueKind == System.Text.Json.JsonValueKind.String);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        var feed = await FeedTenant.New();
        Assert.Equal("InvalidInput", await Refused(feed, new { keepDays = -1 }));
        Assert.Equal("InvalidInput", await Refused(feed, new { silenceHours = 0 }));
        Assert.Equal("InvalidInput", await Refused(feed, new { overdose = new[] { "T40.2" } }));
        Assert.Equal("InvalidInput", await Refused(feed, new { wentTo = new[] { new { code = "1", wentTo = "HOME" }, new { code = "01", wentTo = "HOME" } } }));
        Assert.Equal("VersionConflict", await Refused(feed, new { keepDays = 3, expectedVersion = 4 }));
    }

    private static async Task<string> Refused(FeedTenant feed, object input) =>
        (await feed.Outside.Refused("admin", "changeTransitionSettings", input, Settings))[0].GetProperty("__typename").GetString()!;
}
