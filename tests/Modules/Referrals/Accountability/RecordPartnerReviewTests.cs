using Xunit;
using static CarePlatform.Referrals.Tests.AccountableTenant;

namespace CarePlatform.Referrals.Tests;

public sealed class RecordPartnerReviewTests
{
    [Fact]
    public async Task A_partner_with_an_agreement_is_reviewed_each_month_and_recording_it_completes_the_work()
    {
        var loop = await LoopTenant.New();
        await Contract(loop);
        await loop.Sent();
        var review = await Review(loop);
        Assert.Equal(["review"], (await Work(loop, "partner-review")).Select(w => w.Step).Distinct());
        var recorded = await loop.Outside.Do(Director, "recordPartnerReview", new { review, found = Found() }, ReviewFields);
        Assert.Equal(7, recorded.GetProperty("standing").GetArrayLength());
        Assert.Equal(2, recorded.GetProperty("duties").GetArrayLength());
        Assert.DoesNotContain(("partner-review", "action", 0), await Work(loop, "partner-review"));
        Assert.Equal("AlreadyReviewed", TypeOf(await loop.Outside.Refused(Director, "recordPartnerReview", new { review, found = Found() }, ReviewFields)));
        // Each month once, and one for the next.
        await loop.Outside.Forward(TimeSpan.FromDays(1));
        var before = await Months(loop);
        await loop.Outside.Forward(TimeSpan.FromDays(31));
        var after = await Months(loop);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Equal(after.Count, after.Distinct().Count());
    }

    [Fact]
    public async Task A_review_nobody_records_is_escalated_and_one_that_needs_action_waits_for_it()
    {
        var loop = await LoopTenant.New();
        await Contract(loop);
        var review = await Review(loop);
        await loop.Outside.Forward(TimeSpan.FromDays(16));
        Assert.Contains(await Work(loop, "partner-review"), w => w is { Step: "review", Rung: >= 1 });
        await loop.Outside.Do(Director, "recordPartnerReview", new { review, found = Found("LATE", needsAction: true) }, ReviewFields);
        Assert.Contains(await Work(loop, "partner-review"), w => w.Step == "action");
        await Action(loop, review);
        Assert.DoesNotContain(await Work(loop, "partner-review"), w => w.Step == "action");
    }

    [Fact]
    public async Task Each_duty_of_the_agreement_is_judged_and_shows_in_the_scorecard()
    {
        var loop = await LoopTenant.New();
        await Contract(loop);
        var review = await Review(loop);
        var half = new { findings = "x", needsAction = false, duties = new[] { new { kind = "DATA", duty = "Something else", state = "FULFILLED" } } };
        Assert.Equal("DutiesNotJudged", TypeOf(await loop.Outside.Refused(Director, "recordPartnerReview", new { review, found = half }, ReviewFields)));
        Assert.Equal("VersionConflict", TypeOf(await loop.Outside.Refused(Director, "recordPartnerReview", new { review, found = Found(), expectedVersion = 9 }, ReviewFields)));
        await loop.Outside.Do(Director, "recordPartnerReview", new { review, found = Found("LATE") }, ReviewFields);
        var today = await Today(loop);
        var card = (await loop.Outside.Ask(
            Director, "query($p: ID!, $f: Date!, $t: Date!) { partnerScorecard(partner: $p, from: $f, to: $t) { duties { duty fulfilled late missed last } } }",
            new { p = loop.Housing, f = Text(today.AddDays(-90)), t = Text(today) })).GetProperty("partnerScorecard").GetProperty("duties").EnumerateArray().ToList();
        Assert.Equal([(DataDuty, 1, "LATE"), (QualityDuty, 0, "FULFILLED")], card.Select(d => (
            d.GetProperty("duty").GetString()!, d.GetProperty("late").GetInt32(), d.GetProperty("last").GetString()!)));
    }

    [Fact]
    public async Task Only_some_may_review_partners()
    {
        var loop = await LoopTenant.New();
        await Contract(loop);
        var review = await Review(loop);
        var answer = await loop.Outside.Send("supervisor", """
            mutation($r: ID!) { recordPartnerReview(input: { review: $r, found: { findings: "x", needsAction: false, duties: [] } }) { errors { code } } }
            """, new { r = review });
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<IReadOnlyList<string>> Months(LoopTenant loop) => [.. (await loop.Outside.Ask(
        Director, "query($p: ID!) { partnerReviews(partner: $p, first: 50) { nodes { month } } }", new { p = loop.Housing }))
        .GetProperty("partnerReviews").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("month").GetString()!)];
}
