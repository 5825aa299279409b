using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>What becomes of referrals when records are merged or separated, and when care ends.</summary>
public sealed class ClientChangeTests
{
    [Fact]
    public async Task After_a_merge_the_referrals_of_both_belong_to_one_and_the_second_open_one_to_a_service_is_a_duplicate()
    {
        var loop = await LoopTenant.New();
        var (stays, other, service) = (await loop.Client(loop.Housing), await loop.Client(loop.Housing), await loop.Service());
        var kept = LoopTenant.IdOf(await loop.Draft(stays, service));
        var twice = LoopTenant.IdOf(await loop.Draft(other, service));
        var elsewhere = LoopTenant.IdOf(await loop.Draft(other, await loop.Service(entry: new { name = "Legal help", needs = new[] { "legal-help" } }), "legal-help"));
        await Merge(loop, stays, other);
        Assert.Equal(("DRAFT", stays), await Of(loop, kept));
        Assert.Equal(("VOID", stays), await Of(loop, twice));
        Assert.Equal(("DRAFT", stays), await Of(loop, elsewhere));
    }

    [Fact]
    public async Task Once_separated_each_has_again_what_began_for_it_and_what_began_after_the_merge_stays()
    {
        var loop = await LoopTenant.New();
        var (stays, other) = (await loop.Client(loop.Housing), await loop.Client(loop.Housing));
        var before = LoopTenant.IdOf(await loop.Draft(other));
        await Merge(loop, stays, other);
        var after = LoopTenant.IdOf(await loop.Draft(stays, await loop.Service(entry: new { name = "Legal help", needs = new[] { "legal-help" } }), "legal-help"));
        await loop.Outside.Do("supervisor", "separateClients", new { merged = other, reason = "two people" }, "clientMerge { id }");
        await loop.Outside.Quiet();
        Assert.Equal(("DRAFT", other), await Of(loop, before));
        Assert.Equal(("DRAFT", stays), await Of(loop, after));
    }

    [Fact]
    public async Task When_care_here_ends_the_owner_of_each_open_referral_says_whether_it_goes_on()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await Discharge(loop, client, "MOVED_AWAY");
        Assert.Equal(("SENT", client), await Of(loop, referral));
        var work = Assert.Single(await loop.OpenWork(referral), w => w.GetProperty("template").GetString() == "referral-client-left");
        Assert.Equal("Marguerite Okonjo", work.GetProperty("owner").GetProperty("name").GetString());
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_MOVED" }, LoopTenant.Referral);
        Assert.Empty(await loop.OpenWork(referral));
    }

    [Fact]
    public async Task The_clocks_of_a_referral_that_stays_open_run_on_after_a_discharge_until_it_ends()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await Discharge(loop, client, "MOVED_AWAY");
        Assert.Equal(["answer", "decide", "receipt"], await Steps(loop, referral));
        // The partner may still answer, and what comes after that opens as ever.
        await loop.Answer(referral, "acceptReferral");
        Assert.Equal(["appointment", "decide"], await Steps(loop, referral));
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_MOVED" }, LoopTenant.Referral);
        Assert.Empty(await Steps(loop, referral));
    }

    [Fact]
    public async Task Where_the_tenant_says_so_open_referrals_end_with_the_reason_and_drafts_are_for_their_owners()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do("admin", "changeReferralSettings", new { endAtDischarge = new[] { "MOVED_AWAY" } }, "referralSettings { version endAtDischarge }");
        var client = await loop.Client(loop.Housing);
        var draft = LoopTenant.IdOf(await loop.Draft(client, await loop.Service(entry: new { name = "Legal help", needs = new[] { "legal-help" } }), "legal-help"));
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await Discharge(loop, client, "MOVED_AWAY");
        Assert.Equal(("NOT_CLOSED", client), await Of(loop, referral));
        Assert.Equal("client-moved", (await loop.See(referral)).GetProperty("endReason").GetString());
        Assert.Equal(["referral-client-left"], (await loop.OpenWork(draft)).Select(w => w.GetProperty("template").GetString()));
    }

    private static async Task<IEnumerable<string>> Steps(LoopTenant loop, string referral) =>
        (await loop.OpenWork(referral)).Select(w => w.GetProperty("step").GetString()!).Order(StringComparer.Ordinal);

    private static async Task Discharge(LoopTenant loop, string client, string reason)
    {
        await loop.Outside.Do("supervisor", "dischargeClient", new { client, reason }, "discharge { id }");
        await loop.Outside.Quiet();
    }

    private static async Task Merge(LoopTenant loop, string survivor, string merged)
    {
        await loop.Outside.Do("supervisor", "mergeClients", new { survivor, merged, reason = "same person" }, "clientMerge { id }");
        await loop.Outside.Quiet();
    }

    private static async Task<(string Status, string Client)> Of(LoopTenant loop, string referral)
    {
        var seen = (await loop.Outside.Ask("clinical-director", "query($r: ID!) { referral(id: $r) { status client { id } } }", new { r = referral })).GetProperty("referral");
        return (LoopTenant.Status(seen), LoopTenant.IdOf(seen.GetProperty("client")));
    }
}
