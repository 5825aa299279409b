using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class HoldClientWorkTests
{
    private const string Items = "changedWork { items { step clock } }";

    [Fact]
    public async Task Everything_within_reach_stands_still_at_once_and_nothing_of_others()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var (inquiry, other) = (await work.Inquiry("ada"), await work.Inquiry("ada"));
        var input = new { client = inquiry.Client.ToString(), reason = "HOSPITALISED", until = (await work.Now()).AddDays(20) };
        var none = await work.Outside.Do("eve", "holdClientWork", input, Items);
        Assert.Empty(none.GetProperty("items").EnumerateArray());
        var held = await work.Outside.Do("sue", "holdClientWork", input, Items);
        Assert.Equal(["call ON_HOLD", "triage ON_HOLD"], held.GetProperty("items").EnumerateArray().Select(Line).Order());
        await work.Outside.Forward(TimeSpan.FromDays(10));
        Assert.All(await work.All("sue", inquiry), i => Assert.Equal(0, i.GetProperty("rung").GetInt32()));
        Assert.All(await work.All("sue", other), i => Assert.True(i.GetProperty("rung").GetInt32() > 0));
        await work.Outside.Forward(TimeSpan.FromDays(15));
        Assert.All(await work.All("sue", inquiry), i => Assert.True(i.GetProperty("rung").GetInt32() > 0));
    }

    [Fact]
    public async Task A_hold_that_ends_before_it_begins_is_refused()
    {
        var work = await WorkTenant.New();
        var input = new { client = (await work.Inquiry("ada")).Client.ToString(), reason = "CLIENT_AWAY", until = (await work.Now()).AddDays(-1) };
        var refused = await work.Outside.Refused("sue", "holdClientWork", input, Items);
        Assert.Equal("InvalidInput", refused[0].GetProperty("__typename").GetString());
    }

    private static string Line(System.Text.Json.JsonElement item) => $"{item.GetProperty("step").GetString()} {item.GetProperty("clock").GetString()}";
}
