using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>What happens when nobody says anything: Coordination's templates for referrals, with the clocks of the fact sheet.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task A_partner_that_does_not_answer_is_chased_then_another_is_offered_then_the_supervisor_hears()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal(["answer", "receipt"], (await Open(loop, referral)).Select(StepOf).Order());

        await loop.Outside.Forward(TimeSpan.FromDays(9));
        Assert.True(RungOf(await Item(loop, referral, "answer")) >= 1);
        await loop.Outside.Forward(TimeSpan.FromDays(4));
        Assert.Contains(await Open(loop, referral), i => i.GetProperty("template").GetString() == "referral-next-partner");
        await loop.Outside.Forward(TimeSpan.FromDays(6));
        var escalated = await Item(loop, referral, "answer");
        Assert.Equal(("Marguerite Okonjo", 3), (escalated.GetProperty("owner").GetProperty("name").GetString(), RungOf(escalated)));

        var next = await loop.Service(loop.FoodShelf, new { name = "Shelter beds", needs = new[] { "homelessness" } });
        var offered = (await loop.Outside.Ask(LoopTenant.Referrer, "query($r: ID!) { nextServices(referral: $r) { service { id } } }", new { r = referral })).GetProperty("nextServices");
        Assert.Equal(next, Assert.Single(offered.EnumerateArray()).GetProperty("service").GetProperty("id").GetString());
        await loop.Outside.Do(LoopTenant.Referrer, "rerouteReferral", new { referral, service = next }, LoopTenant.Referral);
        await loop.Outside.Quiet();
        Assert.Empty(await Open(loop, referral));
    }

    [Fact]
    public async Task An_urgent_referral_is_answered_in_a_day_and_each_step_completes_by_what_the_partner_does()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent("URGENT");
        Assert.Equal("referral-loop-urgent", (await Item(loop, referral, "answer")).GetProperty("template").GetString());
        await loop.Answer(referral, "acceptReferral");
        await loop.Outside.Quiet();
        Assert.Equal(["appointment"], (await Open(loop, referral)).Select(StepOf));
        await loop.Answer(referral, "scheduleReferral", new { startsAt = "2030-05-01T14:00:00Z" });
        await loop.Outside.Quiet();
        Assert.Equal(["service"], (await Open(loop, referral)).Select(StepOf));
        await loop.Answer(referral, "completeReferral");
        await loop.Outside.Quiet();
        Assert.Equal(["outcome"], (await Open(loop, referral)).Select(StepOf));
        await loop.Answer(referral, "reportReferralOutcome", new { met = "MET" });
        await loop.Outside.Quiet();
        Assert.Equal(["review"], (await Open(loop, referral)).Select(StepOf));
        await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral);
        await loop.Outside.Quiet();
        Assert.Empty(await Open(loop, referral));
    }

    [Fact]
    public async Task A_decline_a_missed_appointment_a_message_and_a_hand_over_are_each_work_of_somebody()
    {
        var loop = await LoopTenant.New();
        var missed = await loop.Sent();
        await loop.Answer(missed, "scheduleReferral", new { startsAt = TimeProvider.System.GetUtcNow().AddHours(-1) });
        await loop.Answer(missed, "recordReferralAttendance", new { came = false });
        await loop.Outside.Do(LoopTenant.Partner, "writeReferralMessage", new { referral = missed, text = "Where is she?" }, "referralMessage { id }");
        await loop.Outside.Do(LoopTenant.Referrer, "offerTransfer", new { referral = missed, to = await loop.Person("community-health-worker") }, LoopTenant.Referral);
        await loop.Outside.Quiet();
        var work = await Open(loop, missed);
        Assert.Equal(["referral-message", "referral-no-show", "referral-transfer"], work.Select(i => i.GetProperty("template").GetString()!)
            .Where(t => !t.StartsWith("referral-loop", StringComparison.Ordinal)).Order());
        Assert.Equal("Benicio Tallchief", work.Single(i => i.GetProperty("template").GetString() == "referral-transfer").GetProperty("owner").GetProperty("name").GetString());
        await loop.Answer(missed, "readReferralMessages", who: LoopTenant.Referrer);
        await loop.Outside.Do("community-health-worker", "answerTransfer", new { referral = missed, accept = true }, LoopTenant.Referral);
        await loop.Outside.Quiet();
        Assert.Equal(["referral-no-show"], (await Open(loop, missed)).Select(i => i.GetProperty("template").GetString()!)
            .Where(t => !t.StartsWith("referral-loop", StringComparison.Ordinal)));

        var declined = await loop.Sent();
        await loop.Answer(declined, "declineReferral", new { reason = "SERVICE_FULL" });
        await loop.Outside.Quiet();
        Assert.Equal(["referral-declined"], (await Open(loop, declined)).Select(i => i.GetProperty("template").GetString()!));
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = declined, reason = "PARTNER_DECLINED" }, LoopTenant.Referral);
        await loop.Outside.Quiet();
        Assert.Empty(await Open(loop, declined));
    }

    private static async Task<JsonElement> Item(LoopTenant loop, string referral, string step) => (await Open(loop, referral)).Single(i => StepOf(i) == step);

    private static async Task<IReadOnlyList<JsonElement>> Open(LoopTenant loop, string referral)
    {
        await loop.Outside.Quiet();
        return [.. (await loop.Outside.Ask(
            "supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template step subject rung dueAt owner { name } } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray().Where(i => i.GetProperty("subject").GetString() == referral)];
    }

    private static string StepOf(JsonElement item) => item.GetProperty("step").GetString()!;

    private static int RungOf(JsonElement item) => item.GetProperty("rung").GetInt32();
}
