using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class LoopReportTests
{
    [Fact]
    public async Task Each_element_is_counted_with_the_days_of_each_stage_and_what_was_voided_is_not()
    {
        var loop = await LoopTenant.New();
        var closed = await loop.Sent();
        await loop.Outside.Forward(TimeSpan.FromDays(2));
        await loop.Answer(closed, "acceptReferral");
        await loop.Outside.Forward(TimeSpan.FromDays(4));
        await loop.Answer(closed, "completeReferral");
        await loop.Answer(closed, "reportReferralOutcome", new { met = "MET" });
        await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral = closed }, LoopTenant.Referral);
        await loop.Sent();
        await loop.Outside.Do("supervisor", "voidReferral", new { referral = await loop.Sent(), reason = "DUPLICATE" }, LoopTenant.Referral);

        var all = await Report(loop, "ALL");
        Assert.Equal((2, 1, 1, 1, 1, 1), (
            Number(all, "sent"), Number(all, "answeredBothWays"), Number(all, "confirmed"), Number(all, "outcomeSeen"), Number(all, "closed"), Number(all, "open")));
        Assert.Equal(2.0, double.Parse(all.GetProperty("daysToAnswer").GetString()!, System.Globalization.CultureInfo.InvariantCulture), 0.1);
        Assert.Equal(4.0, double.Parse(all.GetProperty("daysToComplete").GetString()!, System.Globalization.CultureInfo.InvariantCulture), 0.1);
        Assert.Equal(JsonValueKind.Null, all.GetProperty("closureRate").ValueKind);
        await loop.Outside.Forward(TimeSpan.FromDays(91));
        Assert.Equal(0.5, double.Parse((await Report(loop, "NEED")).GetProperty("closureRate").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<JsonElement> Report(LoopTenant loop, string by) => Assert.Single((await loop.Outside.Ask(
        "supervisor",
        $$"""
        { loopReport(from: "2026-01-01", to: "2035-12-31", by: {{by}}) {
            group sent answered answeredBothWays accepted confirmed outcomeSeen closed closedIn90Days closureRate open daysToAnswer daysToComplete daysToReview } }
        """)).GetProperty("loopReport").EnumerateArray());

    private static int Number(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();
}
