using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>The open referrals of somebody who no longer works here.</summary>
public sealed class WhenUserDeactivatedTests
{
    private const string User = "user { id active }";

    [Fact]
    public async Task They_go_to_the_successor_and_the_history_says_why()
    {
        var loop = await LoopTenant.New();
        var (open, over) = (await loop.Sent(), await loop.Sent());
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = over, reason = "CANCELLED" }, LoopTenant.Referral);
        var successor = await loop.Person("supervisor");
        await Leave(loop, LoopTenant.Referrer, successor);
        var referral = await loop.See(open);
        Assert.Equal(successor, OwnerOf(referral));
        var last = referral.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("PASS_ON", "owner-left"), (last.GetProperty("move").GetString(), last.GetProperty("reason").GetString()));
        Assert.DoesNotContain("referral-passed-on", await loop.Work(open));
        // What is over stays with whoever saw it through.
        Assert.NotEqual(successor, OwnerOf(await loop.See(over)));
    }

    [Fact]
    public async Task Without_a_successor_whoever_supervised_them_says_who_goes_on()
    {
        var loop = await LoopTenant.New();
        var open = await loop.Sent();
        await Leave(loop, LoopTenant.Referrer);
        Assert.Equal(await loop.Person("supervisor"), OwnerOf(await loop.See(open)));
        Assert.Contains("referral-passed-on", await loop.Work(open));
        await loop.Outside.Do("supervisor", "endReferral", new { referral = open, reason = "CANCELLED" }, LoopTenant.Referral);
        Assert.DoesNotContain("referral-passed-on", await loop.Work(open));
    }

    [Fact]
    public async Task What_they_were_asked_to_take_over_they_do_not_take()
    {
        var loop = await LoopTenant.New();
        var open = await loop.Sent();
        var asked = await loop.Person("community-health-worker");
        await loop.Outside.Do(LoopTenant.Referrer, "offerTransfer", new { referral = open, to = asked }, LoopTenant.Referral);
        await Leave(loop, "community-health-worker");
        var referral = await loop.See(open);
        Assert.Equal(JsonValueKind.Null, referral.GetProperty("offeredTo").ValueKind);
        Assert.Equal(await loop.Person(LoopTenant.Referrer), OwnerOf(referral));
        Assert.DoesNotContain("referral-transfer", await loop.Work(open));
    }

    [Fact]
    public async Task Whoever_reopens_a_referral_of_somebody_who_has_left_is_responsible_for_it()
    {
        var loop = await LoopTenant.New();
        var over = await loop.Sent();
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = over, reason = "CANCELLED" }, LoopTenant.Referral);
        await Leave(loop, LoopTenant.Referrer);
        var open = await loop.Outside.Do("supervisor", "reopenReferral", new { referral = over, reason = "ENDED_IN_ERROR" }, LoopTenant.Referral);
        Assert.Equal(await loop.Person("supervisor"), OwnerOf(open));
    }

    private static async Task Leave(LoopTenant loop, string who, string? successor = null)
    {
        await loop.Outside.Do("admin", "deactivateUser", new { user = await loop.Person(who), successor }, User);
        await loop.Outside.Quiet();
    }

    private static string OwnerOf(JsonElement referral) => referral.GetProperty("owner").GetProperty("id").GetString()!;
}
