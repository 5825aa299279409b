using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>Work that waits while the client lies in a hospital.</summary>
public sealed class HeldByStayTests
{
    [Fact]
    public async Task Reaching_a_client_who_missed_a_visit_waits_for_the_end_of_a_stay_and_not_for_an_emergency_visit()
    {
        var feed = await FeedTenant.New();
        var referral = await Scheduled(feed);
        await feed.Loop.Answer(referral, "recordReferralAttendance", new { came = false });
        var now = FeedTenant.Now;
        await feed.Send(Of(feed.Notice("Quill", "REGISTER", now.AddHours(-9), ("setting", "EMERGENCY"), ("visitNumber", "ED"))));
        Assert.Null(await Held(feed, "referral-no-show", "reach-out"));
        await feed.Send(Of(feed.Notice("Quill", "ADMIT", now.AddHours(-7))));
        Assert.Equal("hospitalised", await Held(feed, "referral-no-show", "reach-out"));
        await feed.Send(Of(feed.Notice("Quill", "DISCHARGE", now.AddHours(-3), ("setting", "EMERGENCY"), ("visitNumber", "ED"))));
        Assert.Equal("hospitalised", await Held(feed, "referral-no-show", "reach-out"));
        await feed.Send(Of(feed.Notice("Quill", "DISCHARGE", now.AddHours(-1))));
        Assert.Null(await Held(feed, "referral-no-show", "reach-out"));
    }

    [Fact]
    public async Task What_the_partner_holds_is_not_let_go_by_the_end_of_a_stay()
    {
        var feed = await FeedTenant.New();
        var referral = await Scheduled(feed);
        await feed.Loop.Answer(referral, "holdReferral", new { reason = "WAITLIST" });
        Assert.Equal("partner-holds", await Held(feed, "referral-loop-routine", "service"));
        var now = FeedTenant.Now;
        await feed.Send(Of(feed.Notice("Quill", "ADMIT", now.AddHours(-7))));
        await feed.Send(Of(feed.Notice("Quill", "DISCHARGE", now.AddHours(-1))));
        Assert.Equal("partner-holds", await Held(feed, "referral-loop-routine", "service"));
        await feed.Loop.Answer(referral, "resumeReferral");
        Assert.Null(await Held(feed, "referral-loop-routine", "service"));
        await feed.Send(Of(feed.Notice("Quill", "ADMIT", now.AddMinutes(-30), ("visitNumber", "again"))));
        Assert.Equal("hospitalised", await Held(feed, "referral-loop-routine", "service"));
        await feed.Send(Of(feed.Notice("Quill", "CANCEL_ADMIT", now.AddMinutes(-20), ("visitNumber", "again"))));
        Assert.Null(await Held(feed, "referral-loop-routine", "service"));
    }

    // The client of the referral, known to the hospital by a number.
    private static readonly object[] Number = [new { system = "urn:st-brigid", value = "815" }];

    private static Dictionary<string, object?> Of(Dictionary<string, object?> notice)
    {
        notice["person"] = new { given = "Zora", family = "Quill", birthDate = "1990-03-04", identifiers = Number };
        return notice;
    }

    private static async Task<string> Scheduled(FeedTenant feed)
    {
        var client = LoopTenant.IdOf(await feed.Outside.Do("intake-worker", "registerClient", new
        {
            person = new { given = "Zora", family = "Quill", birthDate = "1990-03-04", phones = new[] { "617-555-0177" }, identifiers = Number },
            registerAsNew = true,
        }, "client { id }"));
        await feed.Loop.Agree(client, feed.Loop.Housing);
        var referral = LoopTenant.IdOf(await feed.Loop.Draft(client));
        await feed.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await feed.Loop.Answer(referral, "acceptReferral");
        await feed.Loop.Answer(referral, "scheduleReferral", new { startsAt = FeedTenant.Now.AddHours(-12) });
        return referral;
    }

    /// <summary>Why the step stands still; null when it does not.</summary>
    private static async Task<string?> Held(FeedTenant feed, string template, string step)
    {
        await feed.Outside.Quiet();
        return (await feed.Outside.Ask("admin", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template step holdReason } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Single(i => FeedTenant.Text(i, "template") == template && FeedTenant.Text(i, "step") == step).GetProperty("holdReason").GetString();
    }
}
