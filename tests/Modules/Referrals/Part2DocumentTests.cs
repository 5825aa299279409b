using System.Text;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>Documents on referrals that come from a program under 42 CFR Part 2.</summary>
public sealed class Part2DocumentTests
{
    private const string Notice = "Nobody may pass this on without the person's consent (42 CFR 2.32).";
    private const string Listed = "query($r: ID!) { referralSentToUs(id: $r) { documents { id title class } } }";
    private const string Opening = "mutation($d: ID!) { openReferralDocument(input: { document: $d }) { openedDocument { title content } errors { __typename } } }";

    [Fact]
    public async Task It_is_there_for_the_people_of_the_program_and_is_neither_found_nor_read_by_others_here()
    {
        var (loop, referral) = await Program();
        var document = await Attach(loop, referral);
        Assert.Equal([document], (await Here(loop, referral, "clinician")).Select(LoopTenant.IdOf));
        Assert.Empty(await Here(loop, referral, "supervisor"));
        Assert.Equal("NotFound", await Papers.Refused(loop, "supervisor", "openReferralDocument", new { document }, Papers.Opened));
        var opened = await loop.Outside.Do("clinician", "openReferralDocument", new { document }, Papers.Opened);
        Assert.Equal("Began treatment.", Encoding.UTF8.GetString(Convert.FromBase64String(opened.GetProperty("content").GetString()!)));
    }

    [Fact]
    public async Task Without_a_consent_for_such_records_that_names_the_partner_it_is_not_shared_and_the_partner_does_not_know_of_it()
    {
        var (loop, referral) = await Program();
        var document = await Attach(loop, referral);
        var sharing = await Sharing(loop, document);
        Assert.Equal((false, Notice), (sharing.GetProperty("allowed").GetBoolean(), sharing.GetProperty("notice").GetString()));
        Assert.Equal("DocumentNotShareable", await Papers.Refused(loop, "clinician", "shareReferralDocument", new { document }, Papers.Document));
        Assert.Empty(await Papers.There(loop, referral));
        Assert.Equal("NotFound", await Papers.Refused(loop, LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened));
    }

    [Fact]
    public async Task With_the_consent_each_look_of_the_partner_carries_the_notice_and_is_a_disclosure_until_it_is_taken_back()
    {
        var (loop, referral) = await Program();
        var client = (await loop.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { client { id } } }", new { r = referral }))
            .GetProperty("referral").GetProperty("client").GetProperty("id").GetString()!;
        var document = await Attach(loop, referral);
        var consent = await loop.Agree(client, ["A", "D", "G"], loop.Housing);
        Assert.Equal(consent, (await Sharing(loop, document)).GetProperty("consent").GetString());
        await loop.Outside.Do("clinician", "shareReferralDocument", new { document }, Papers.Document);

        var listed = await loop.Outside.Send(LoopTenant.Partner, Listed, new { r = referral });
        Assert.Equal("Letter", listed.GetProperty("data").GetProperty("referralSentToUs").GetProperty("documents")[0].GetProperty("title").GetString());
        Assert.StartsWith($"{Notice} Scope of the consent {consent}: for ", listed.GetProperty("extensions").GetProperty("redisclosureNotice").GetString());
        var opened = await loop.Outside.Send(LoopTenant.Partner, Opening, new { d = document });
        Assert.True(opened.GetProperty("data").GetProperty("openReferralDocument").GetProperty("openedDocument").GetProperty("content").ValueKind is JsonValueKind.String, opened.GetRawText());
        Assert.StartsWith($"{Notice} Scope of the consent {consent}: for ", opened.GetProperty("extensions").GetProperty("redisclosureNotice").GetString());
        var disclosed = (await loop.Outside.Ask(
            "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { description part2 noticeSent items } }", new { c = client }))
            .GetProperty("accountingOfDisclosures").EnumerateArray().ToList();
        Assert.Contains(disclosed, d => d.GetProperty("description").GetString() == "Document of a referral" && d.GetProperty("part2").GetBoolean() && d.GetProperty("noticeSent").GetBoolean());
        Assert.Contains(disclosed, d => d.GetProperty("part2").GetBoolean() && d.GetProperty("items").EnumerateArray().Any(i => i.GetString() == "OpenedDocument.content"));

        await loop.Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Empty(await Papers.There(loop, referral));
        Assert.Equal("DocumentWithheld", await Papers.Refused(loop, LoopTenant.Partner, "openReferralDocument", new { document }, Papers.Opened));
    }

    [Fact]
    public async Task A_partner_names_no_program_of_ours_and_what_the_policy_does_not_know_is_refused()
    {
        var (loop, referral) = await Program();
        var content = Convert.ToBase64String("Began treatment."u8);
        foreach (var (who, program) in new[] { (LoopTenant.Partner, "detox"), ("clinician", "unknown") })
        {
            Assert.Equal("InvalidInput", await Papers.Refused(
                loop, who, "attachReferralDocument", new { referral, title = "Letter", mediaType = "text/plain", content, program }, Papers.Document));
        }
    }

    // The clinician is of the crisis team, which is the program; the supervisor is not.
    private static async Task<(LoopTenant Loop, string Referral)> Program()
    {
        var loop = await LoopTenant.New();
        var team = (await loop.Outside.Ask("admin", "{ teams { id key } }")).GetProperty("teams").EnumerateArray()
            .Single(t => t.GetProperty("key").GetString() == "crisis").GetProperty("id").GetString();
        await loop.Outside.Do("clinical-director", "changePrivacyPolicy", new
        {
            expectedVersion = 0,
            programs = new[] { new { key = "detox", title = "Detox", teams = new[] { team } } },
            redisclosureNotice = Notice,
        }, "privacyPolicy { version }");
        return (loop, await loop.Sent());
    }

    private static async Task<string> Attach(LoopTenant loop, string referral) => LoopTenant.IdOf(await loop.Outside.Do(
        "clinician", "attachReferralDocument",
        new { referral, title = "Letter", mediaType = "text/plain", content = Convert.ToBase64String("Began treatment."u8), @class = "C", program = "detox" },
        Papers.Document));

    private static async Task<JsonElement> Sharing(LoopTenant loop, string document) => (await loop.Outside.Ask(
        "clinician", "query($d: ID!) { referralDocumentSharing(document: $d) { allowed consent missing notice } }", new { d = document }))
        .GetProperty("referralDocumentSharing");

    private static async Task<IReadOnlyList<JsonElement>> Here(LoopTenant loop, string referral, string who) => [.. (await loop.Outside.Ask(
        who, "query($r: ID!) { referral(id: $r) { documents { id } } }", new { r = referral })).GetProperty("referral").GetProperty("documents").EnumerateArray()];
}
