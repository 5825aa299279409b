using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>What a partner, and people without clinical work, read of a referral.</summary>
public sealed class ReceivedReferralTests
{
    [Fact]
    public async Task What_a_partner_reads_of_a_referral_stands_in_the_trail_and_in_the_account_with_its_class()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await loop.Outside.Ask(LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { status } }", new { r = referral });
        Assert.Contains(await Reads(loop, client), e => e.GetProperty("action").GetString()!.Contains("ReceivedReferral", StringComparison.Ordinal));
        Assert.Single(await loop.Disclosures(client));
        await loop.Outside.Ask(LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { need note } }", new { r = referral });
        var shown = (await loop.Disclosures(client)).Single(d => d.GetProperty("description").GetString() == "Shown over the API");
        Assert.Equal(["ReceivedReferral.need", "ReceivedReferral.note"], shown.GetProperty("items").EnumerateArray().Select(i => i.GetString()!));
    }

    [Fact]
    public async Task What_holds_nothing_tells_nothing_and_stands_in_no_account()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        Assert.Equal([referral, "clientName", "birthDate", "phone", "need", "note"], Assert.Single(await loop.Disclosures(client))
            .GetProperty("items").EnumerateArray().Select(i => i.GetString()));
        var there = (await loop.Outside.Ask(
            LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { need endReason endNote person { name language } } }", new { r = referral }))
            .GetProperty("referralSentToUs");
        Assert.Equal(JsonValueKind.Null, there.GetProperty("endReason").ValueKind);
        Assert.Equal(JsonValueKind.Null, there.GetProperty("person").GetProperty("language").ValueKind);
        Assert.Equal(["ReceivedReferral.need", "ReferredPerson.name"], await Shown(loop, client));
        await loop.Outside.Ask(LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { endReason endNote } }", new { r = referral });
        Assert.Equal(["ReceivedReferral.need", "ReferredPerson.name"], await Shown(loop, client));
    }

    [Fact]
    public async Task What_was_sent_is_not_recalled_when_the_consent_ends()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client();
        var consent = await loop.Agree(client, loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await loop.Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        var there = (await loop.Outside.Ask(LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { need note } }", new { r = referral })).GetProperty("referralSentToUs");
        Assert.Equal(("homelessness", "Has a dog."), (there.GetProperty("need").GetString(), there.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task A_need_that_tells_of_mental_health_is_for_those_who_see_such_things()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service(loop.Hospital, new { name = "Ward 5", needs = new[] { "inpatient-psychiatry", "specialty-care" } });
        var clinical = LoopTenant.IdOf(await loop.Draft(await loop.Client(), service, "inpatient-psychiatry"));
        var social = LoopTenant.IdOf(await loop.Draft(await loop.Client(), service, "specialty-care"));
        Assert.Equal(("inpatient-psychiatry", "specialty-care"), (await Need(loop, "clinical-director", clinical), await Need(loop, "clinical-director", social)));
        Assert.Equal((null, "specialty-care"), (await Need(loop, "admin", clinical), await Need(loop, "admin", social)));
    }

    // The items of everything that was shown to partners, each reading after the other.
    internal static async Task<IReadOnlyList<string>> Shown(LoopTenant loop, string client) => [.. (await loop.Disclosures(client))
        .Where(d => d.GetProperty("description").GetString() == "Shown over the API")
        .SelectMany(d => d.GetProperty("items").EnumerateArray().Select(i => i.GetString()!))];

    private static async Task<string?> Need(LoopTenant loop, string who, string referral) =>
        (await loop.Outside.Ask(who, "query($r: ID!) { referral(id: $r) { need } }", new { r = referral })).GetProperty("referral").GetProperty("need").GetString();

    private static async Task<IReadOnlyList<JsonElement>> Reads(LoopTenant loop, string client) => [.. (await loop.Outside.Ask(
        "admin", "query($s: String!) { auditEntries(first: 100, where: { subject: $s, kind: READ }) { nodes { action actorName } } }", new { s = client }))
        .GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()];
}
