using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class PartnerDeclineTests
{
    [Fact]
    public async Task A_simulated_partner_declines_a_referral_as_its_people_would_and_none_twice()
    {
        var loop = await LoopTenant.New();
        Assert.Equal("NothingToSimulate", Refusal(await Simulate(loop, new { simulator = "partner-decline" })));
        var referral = await loop.Sent();

        var answer = (await Simulate(loop, new { simulator = "partner-decline" })).GetProperty("simulated");

        Assert.Equal([referral, loop.Housing], answer.GetProperty("subjects").EnumerateArray().Select(s => s.GetString()));
        var seen = await loop.See(referral);
        Assert.Equal(("DECLINED", "service-full"), (seen.GetProperty("status").GetString(), seen.GetProperty("declineReason").GetString()));
        Assert.False(seen.GetProperty("history").EnumerateArray().Last().GetProperty("forPartner").GetBoolean());
        await loop.Outside.Quiet();
        var work = await loop.Outside.Ask("supervisor", "{ workItems(first: 50) { nodes { subject template } } }");
        Assert.Contains(
            work.GetProperty("workItems").GetProperty("nodes").EnumerateArray(),
            i => (i.GetProperty("subject").GetString(), i.GetProperty("template").GetString()) == (referral, "referral-declined"));
        Assert.Equal("NothingToSimulate", Refusal(await Simulate(loop, new { simulator = "partner-decline", subject = referral })));
        Assert.Equal("InvalidInput", Refusal(await Simulate(loop, new { simulator = "partner-decline", subject = "x" })));
    }

    private static string? Refusal(JsonElement payload) => payload.GetProperty("errors")[0].GetProperty("__typename").GetString();

    private static async Task<JsonElement> Simulate(LoopTenant loop, object input) => (await loop.Outside.Ask(
        "admin", "mutation($i: SimulateInput!) { simulate(input: $i) { simulated { what subjects } errors { __typename message } } }", new { i = input }))
        .GetProperty("simulate");
}
