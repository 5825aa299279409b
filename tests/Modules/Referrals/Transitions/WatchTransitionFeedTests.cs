using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class WatchTransitionFeedTests
{
    private const string Feed = "transitionFeed { id version owner { name } quietHours program silentSince }";

    [Fact]
    public async Task Somebody_watches_over_a_partners_notices()
    {
        var feed = await FeedTenant.New();
        var owner = await feed.Loop.Person("supervisor");
        var watched = await feed.Outside.Do("admin", "watchTransitionFeed", new { partner = feed.Loop.Hospital, owner, quietHours = 24 }, Feed);
        Assert.Equal(24, watched.GetProperty("quietHours").GetInt32());
        var again = await feed.Outside.Do("admin", "watchTransitionFeed", new { partner = feed.Loop.Hospital, owner }, Feed);
        Assert.Equal((LoopTenant.IdOf(watched), JsonValueKind.Null), (LoopTenant.IdOf(again), again.GetProperty("quietHours").ValueKind));
    }

    [Fact]
    public async Task Without_agreed_hours_the_usual_gaps_decide_when_a_partner_is_silent()
    {
        var feed = await FeedTenant.New();
        foreach (var family in new[] { "Vale", "Moor", "Lake" })
        {
            await feed.Send(feed.Notice(family));
            await feed.Outside.Forward(TimeSpan.FromHours(48));
        }

        // Usually two days apart: three times that is six days, of which two have gone.
        await feed.Outside.Forward(TimeSpan.FromHours(90));
        Assert.Empty(await feed.Work());
        await feed.Outside.Forward(TimeSpan.FromHours(8));
        Assert.Equal(["transition-feed-silent ask"], await feed.Work());
    }

    [Fact]
    public async Task What_a_part_2_program_sent_is_there_for_those_who_work_in_it()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        await feed.Send(feed.Notice("Vale", more: [("diagnoses", new[] { new { code = "F11.20", system = "ICD-10-CM", principal = true } })]));
        var team = (await feed.Outside.Ask("admin", "{ teams { id key } }")).GetProperty("teams").EnumerateArray()
            .Single(t => FeedTenant.Text(t, "key") == "crisis").GetProperty("id").GetString();
        Assert.Equal("UnknownPart2Program", await Refused(feed, new { partner = feed.Loop.Housing, program = "detox" }));
        await feed.Outside.Do("clinical-director", "changePrivacyPolicy", new { expectedVersion = 0, programs = new[] { new { key = "detox", title = "Detox", teams = new[] { team } } } }, "privacyPolicy { version }");
        await feed.Outside.Do("admin", "watchTransitionFeed", new { partner = feed.Loop.Housing, program = "detox" }, Feed);
        Assert.Empty(await feed.Stays("intake-worker"));
        var id = (await feed.Outside.Ask("intake-worker", "{ transitionNotices { nodes { id } } }")).GetProperty("transitionNotices").GetProperty("nodes");
        Assert.Empty(id.EnumerateArray());
    }

    [Fact]
    public async Task Refused_are_partners_and_people_who_are_not_there_and_hours_that_cannot_be()
    {
        var feed = await FeedTenant.New();
        Assert.Equal("NotFound", await Refused(feed, new { partner = "org_00000000000000000000000000" }));
        Assert.Equal("NotFound", await Refused(feed, new { partner = feed.Loop.Hospital, owner = "usr_00000000000000000000000000" }));
        Assert.Equal("NotFound", await Refused(feed, new { partner = feed.Loop.Hospital, team = "team_00000000000000000000000000" }));
        Assert.Equal("InvalidInput", await Refused(feed, new { partner = feed.Loop.Hospital, quietHours = 0 }));
        Assert.Equal("VersionConflict", await Refused(feed, new { partner = feed.Loop.Hospital, expectedVersion = 3 }));
    }

    private static async Task<string> Refused(FeedTenant feed, object input) =>
        (await feed.Outside.Refused("admin", "watchTransitionFeed", input, Feed))[0].GetProperty("__typename").GetString()!;
}
