using System.Text.Json;
using Xunit;
using static CarePlatform.Referrals.Tests.AccountableTenant;

namespace CarePlatform.Referrals.Tests;

/// <summary>How a partner stands to what was agreed.</summary>
public sealed class ScorecardTests
{
    [Fact]
    public async Task Each_number_stands_beside_what_the_agreement_asks_or_else_what_holds_for_all()
    {
        var loop = await LoopTenant.New();
        await Contract(loop, standards: new { daysToAnswer = 1, acceptance = "0.5" });
        await loop.Outside.Do("admin", "changeAccountabilitySettings", new { smallest = 2 }, "accountabilitySettings { version }");
        var (first, second, declined) = (await loop.Sent(), await loop.Sent(), await loop.Sent());
        await loop.Outside.Forward(TimeSpan.FromDays(3));
        foreach (var referral in new[] { first, second })
        {
            await loop.Answer(referral, "acceptReferral");
            await loop.Answer(referral, "completeReferral");
        }

        await loop.Answer(first, "reportReferralOutcome", new { met = "MET" });
        await loop.Answer(declined, "declineReferral", new { reason = "SERVICE_FULL" });
        var lines = await Lines(loop);
        // Three days are more than the one that was agreed; two of three are more than the half that was agreed.
        Assert.Equal((3.0, 1.0, true, "BELOW"), lines["DAYS_TO_ANSWER"] with { Value = Math.Round(lines["DAYS_TO_ANSWER"].Value!.Value) });
        Assert.Equal((0.6667, 0.5, true, "MEETS"), lines["ACCEPTANCE"]);
        Assert.Equal((1.0, 0.6, false, "MEETS"), lines["COMPLETION"]);
        Assert.Equal((0.5, 0.8, false, "BELOW"), lines["OUTCOME"]);
        Assert.Equal("TOO_FEW", lines["DAYS_TO_OUTCOME"].Verdict);
        Assert.Equal((null, "TOO_FEW"), (lines["DAYS_TO_APPOINTMENT"].Value, lines["DAYS_TO_APPOINTMENT"].Verdict));
        Assert.Equal("NO_STANDARD", lines["NEED_MET"].Verdict);
    }

    [Fact]
    public async Task A_partner_sees_its_own_numbers_and_silence_does_not_look_like_speed()
    {
        var loop = await LoopTenant.New();
        await loop.Sent();
        await loop.Outside.Forward(TimeSpan.FromDays(30));
        var today = await Today(loop);
        var ours = (await loop.Outside.Ask(LoopTenant.Partner, "query($f: Date!, $t: Date!) { ourScorecard(from: $f, to: $t) { measure value } }",
            new { f = Text(today.AddDays(-90)), t = Text(today) })).GetProperty("ourScorecard")[0];
        Assert.Equal("DAYS_TO_ANSWER", ours.GetProperty("measure").GetString());
        Assert.Equal(30, Number(ours.GetProperty("value"))!.Value, 0.5);
    }

    private static async Task<Dictionary<string, (double? Value, double? Standard, bool Agreed, string Verdict)>> Lines(LoopTenant loop)
    {
        var today = await Today(loop);
        var card = Assert.Single((await loop.Outside.Ask(
            Director, "query($f: Date!, $t: Date!) { partnerScorecards(from: $f, to: $t) { sent lines { measure value standard agreed verdict counted } } }",
            new { f = Text(today.AddDays(-90)), t = Text(today) })).GetProperty("partnerScorecards").EnumerateArray());
        return card.GetProperty("lines").EnumerateArray().ToDictionary(l => l.GetProperty("measure").GetString()!, l => (
            Number(l.GetProperty("value")), Number(l.GetProperty("standard")), l.GetProperty("agreed").GetBoolean(), l.GetProperty("verdict").GetString()!));
    }

    private static double? Number(JsonElement value) => value.ValueKind is JsonValueKind.Null
        ? null
        : double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
