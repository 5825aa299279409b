using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ClaimWorkItemTests
{
    [Fact]
    public async Task Whoever_takes_an_item_from_the_queue_owns_it_and_sees_it_in_their_work()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry(), "triage");
        Assert.Equal(JsonValueKind.Null, triage.GetProperty("owner").ValueKind);

        var claimed = await work.Outside.Do("ada", "claimWorkItem", Input(triage, 1), WorkTenant.Item);
        Assert.Equal("Ada", claimed.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("front-door", claimed.GetProperty("team").GetProperty("key").GetString());
        var last = claimed.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("CLAIMED", "Ada"), (last.GetProperty("what").GetString(), last.GetProperty("by").GetProperty("name").GetString()));
        var mine = await work.Outside.Ask("ada", "{ myWork { nodes { id } } myWorkCounts { open unclaimed } }");
        Assert.Equal(triage.GetProperty("id").GetString(), mine.GetProperty("myWork").GetProperty("nodes")[0].GetProperty("id").GetString());
        Assert.Equal((1, 0), (Number(mine, "open"), Number(mine, "unclaimed")));
    }

    [Fact]
    public async Task Of_two_who_take_an_item_at_once_one_gets_it_and_the_other_hears_who()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry(), "triage");
        var answers = await Task.WhenAll(new[] { "ada", "ben" }.Select(who => work.Outside.Send(
            who, "mutation($i: ClaimWorkItemInput!) { claimWorkItem(input: $i) { workItem { id } errors { code } } }", new { i = Input(triage) })));
        var refused = answers.Select(a => a.GetProperty("data").GetProperty("claimWorkItem").GetProperty("errors")).Where(e => e.GetArrayLength() > 0);
        Assert.Equal("coordination.already_claimed", Assert.Single(refused)[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Taking_an_item_twice_changes_nothing()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry(), "triage");
        var first = await work.Outside.Do("ada", "claimWorkItem", Input(triage), WorkTenant.Item);
        var second = await work.Outside.Do("ada", "claimWorkItem", Input(triage), WorkTenant.Item);
        Assert.Equal(first.GetProperty("version").GetInt32(), second.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task An_item_of_another_team_an_ended_one_and_a_stale_one_are_refused()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry();
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal("NotFound", await Refusal(work, "eve", Input(triage)));
        Assert.Equal("VersionConflict", await Refusal(work, "ada", Input(triage, 7)));
        await work.Happened(inquiry.Resolved);
        Assert.Equal("WorkItemClosed", await Refusal(work, "ada", Input(triage)));
    }

    private static object Input(JsonElement item, int? expectedVersion = null) => new { item = item.GetProperty("id").GetString(), expectedVersion };

    private static int Number(JsonElement data, string count) => data.GetProperty("myWorkCounts").GetProperty(count).GetInt32();

    private static async Task<string?> Refusal(WorkTenant work, string who, object input) =>
        (await work.Outside.Refused(who, "claimWorkItem", input, WorkTenant.Item))[0].GetProperty("__typename").GetString();
}
