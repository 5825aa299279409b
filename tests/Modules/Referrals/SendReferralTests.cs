using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class SendReferralTests
{
    [Fact]
    public async Task What_will_be_shared_is_shown_before_sending_and_a_disclosure_is_written_with_it()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var draft = LoopTenant.IdOf(await loop.Draft(client));
        var sharing = (await loop.Outside.Ask(
            LoopTenant.Referrer, "query($r: ID!) { referralSharing(referral: $r) { needsConsent consent missing recipient parts { name class shared required rule } } }", new { r = draft }))
            .GetProperty("referralSharing");
        Assert.True(sharing.GetProperty("needsConsent").GetBoolean());
        Assert.Empty(sharing.GetProperty("missing").EnumerateArray());
        Assert.Equal(
            ["birthDate", "clientName", "language", "need", "note", "phone"],
            sharing.GetProperty("parts").EnumerateArray().Where(p => p.GetProperty("shared").GetBoolean()).Select(p => p.GetProperty("name").GetString()!).Order());

        var sent = await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = draft, expectedVersion = 1 }, LoopTenant.Referral);
        Assert.Equal(("SENT", "requested"), (LoopTenant.Status(sent), sent.GetProperty("codes").GetProperty("task").GetString()));
        Assert.True(sent.GetProperty("loop").GetProperty("tracked").GetBoolean());
        Assert.Equal(sharing.GetProperty("consent").GetString(), sent.GetProperty("consent").GetString());
        var one = Assert.Single(await loop.Disclosures(client));
        Assert.Equal(("Referral", "CONSENT"), (one.GetProperty("description").GetString(), one.GetProperty("basis").GetString()));
        Assert.Contains(draft, one.GetProperty("items").EnumerateArray().Select(i => i.GetString()));
    }

    [Fact]
    public async Task Without_the_consent_it_takes_it_is_refused_and_only_some_may_override_that_with_a_reason()
    {
        var loop = await LoopTenant.New();
        var draft = LoopTenant.IdOf(await loop.Draft(await loop.Client()));
        Assert.Equal("ConsentMissing", await Refusal(loop, draft));
        Assert.Equal("OverrideNotAllowed", await Refusal(loop, draft, new { referral = draft, overrideReason = "The person asked on the phone." }));

        var sent = await loop.Outside.Do("clinical-director", "sendReferral", new { referral = draft, overrideReason = "Asked on the phone." }, LoopTenant.Referral);
        Assert.Equal("Asked on the phone.", sent.GetProperty("overrideReason").GetString());
        var last = sent.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("SEND", "consent-overridden"), (last.GetProperty("move").GetString(), last.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task What_tells_of_a_program_goes_with_the_notice_of_its_case_also_where_somebody_answers_for_sending_it()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do(
            "admin", "changeReferralSettings", new { needs = new[] { new { code = "program-stay", title = "Stay in the program", @class = "D" } } }, "referralSettings { version }");
        var service = await loop.Service(loop.Hospital, new { name = "Detoxification", needs = new[] { "program-stay" } });
        async Task<(bool Part2, string? Case, string? Text)> Sends(string client, string? more)
        {
            var draft = LoopTenant.IdOf(await loop.Draft(client, service, "program-stay"));
            await loop.Outside.Do("clinical-director", "sendReferral", new { referral = draft, noAgreementReason = "Drawn up now.", overrideReason = more }, LoopTenant.Referral);
            var disclosed = (await loop.Outside.Ask(
                "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { part2 notice { case text } } }", new { c = client }))
                .GetProperty("accountingOfDisclosures")[0];
            return (disclosed.GetProperty("part2").GetBoolean(), disclosed.GetProperty("notice").GetProperty("case").GetString(), disclosed.GetProperty("notice").GetProperty("text").GetString());
        }

        var overridden = await Sends(await loop.Client(), "Asked on the phone.");
        Assert.Equal((true, "NO_CONSENT", PrivacyPolicy.Usual.NoticeFor(NoticeCase.NoConsent).Text), overridden);
        var agrees = await loop.Client();
        var consent = await loop.Agree(agrees, ["A", "D", "G"], loop.Hospital);
        var (part2, of, text) = await Sends(agrees, null);
        Assert.Equal((true, "CONSENT"), (part2, of));
        Assert.StartsWith($"{PrivacyPolicy.Usual.NoticeFor(NoticeCase.Consent).Text} Scope of the consent {consent}:", text);
    }

    [Fact]
    public async Task A_consent_that_was_taken_back_carries_nothing_any_more()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client();
        var consent = await loop.Agree(client, loop.Housing);
        var draft = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        Assert.Equal("ConsentMissing", await Refusal(loop, draft));
    }

    [Fact]
    public async Task Needs_that_tell_of_mental_health_do_not_go_to_community_organisations()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service(entry: new { name = "Rehabilitation", needs = new[] { "psychiatric-rehabilitation" } });
        var draft = LoopTenant.IdOf(await loop.Draft(service: service, need: "psychiatric-rehabilitation"));
        Assert.Equal("ConsentMissing", await Refusal(loop, draft));
    }

    [Fact]
    public async Task Partners_that_need_an_agreement_get_a_referral_under_it_or_with_a_reason()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service(loop.Hospital, new { name = "Heart clinic", needs = new[] { "specialty-care" } });
        var draft = LoopTenant.IdOf(await loop.Draft(await loop.Client(), service, "specialty-care"));
        Assert.Equal("AgreementMissing", await Refusal(loop, draft));
        var without = await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = draft, noAgreementReason = "Being negotiated." }, LoopTenant.Referral);
        Assert.Equal("Being negotiated.", without.GetProperty("noAgreementReason").GetString());

        var agreement = await RecordAgreementTests.Agreement(loop, loop.Hospital);
        var second = LoopTenant.IdOf(await loop.Draft(await loop.Client(), service, "specialty-care"));
        var under = await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = second }, LoopTenant.Referral);
        Assert.Equal(agreement, under.GetProperty("agreement").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_sent_one_a_stale_one_and_one_of_another_tenant_are_refused()
    {
        var loop = await LoopTenant.New();
        var draft = LoopTenant.IdOf(await loop.Draft());
        Assert.Equal("VersionConflict", await Refusal(loop, draft, new { referral = draft, expectedVersion = 9 }));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = draft }, LoopTenant.Referral);
        Assert.Equal("WrongState", await Refusal(loop, draft));
        var other = await LoopTenant.New();
        Assert.Equal("NotFound", (await other.Outside.Refused("supervisor", "sendReferral", new { referral = draft }, LoopTenant.Referral))[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task A_service_that_was_paused_or_filled_after_the_draft_gets_nothing()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        var draft = LoopTenant.IdOf(await loop.Draft(service: service));
        await loop.Outside.Do(LoopTenant.Partner, "pauseServiceEntry", new { service, reason = "Moving house." }, "offeredService { id }");
        Assert.Equal("PartnerPaused", await Refusal(loop, draft));
        await loop.Outside.Do(LoopTenant.Partner, "resumeServiceEntry", new { service }, "offeredService { id }");
        await loop.Outside.Do(LoopTenant.Partner, "reportCapacity", new { service, openings = 0 }, "offeredService { id }");
        Assert.Equal("ServiceFull", await Refusal(loop, draft));
    }

    private static async Task<string> Refusal(LoopTenant loop, string draft, object? input = null) =>
        (await loop.Outside.Refused(LoopTenant.Referrer, "sendReferral", input ?? new { referral = draft }, LoopTenant.Referral))[0].GetProperty("__typename").GetString()!;
}

public sealed class DraftReferralTests
{
    [Fact]
    public async Task A_draft_has_an_owner_from_the_first_second_and_nobody_outside_knows_of_it()
    {
        var loop = await LoopTenant.New();
        var draft = await loop.Draft();
        Assert.Equal(("DRAFT", "Marguerite Okonjo"), (LoopTenant.Status(draft), draft.GetProperty("owner").GetProperty("name").GetString()));
        var seen = await loop.Outside.Ask(LoopTenant.Partner, "{ referralsSentToUs { nodes { id } } }");
        Assert.Equal(0, seen.GetProperty("referralsSentToUs").GetProperty("nodes").GetArrayLength());
        Assert.Equal("NotYourReferral", await loop.Refused(LoopTenant.IdOf(draft), "acceptReferral"));
    }

    [Fact]
    public async Task Whom_the_service_does_not_take_is_refused_with_the_rule()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service(entry: new { name = "Youth shelter", needs = new[] { "homelessness" }, ageTo = 21 });
        var refused = await Refused(loop, new { client = await loop.Client(), service, need = "homelessness" });
        Assert.Equal("NotEligible", refused.GetProperty("__typename").GetString());
        Assert.Contains("21 years or less", refused.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Another_need_an_unknown_client_and_a_second_referral_are_refused()
    {
        var loop = await LoopTenant.New();
        var (client, service) = (await loop.Client(loop.Housing), await loop.Service());
        Assert.Equal("InvalidInput", Type(await Refused(loop, new { client, service, need = "dental-care" })));
        Assert.Equal("NotFound", Type(await Refused(loop, new { client = "cli_00000000000000000000000000", service, need = "homelessness" })));
        Assert.Equal("ReferralOwnerMissing", Type(await Refused(loop, new { client, service, need = "homelessness", owner = "usr_00000000000000000000000000" })));
        await loop.Draft(client, service);
        Assert.Equal("AlreadyReferred", Type(await Refused(loop, new { client, service, need = "homelessness" })));
    }

    private static string? Type(JsonElement error) => error.GetProperty("__typename").GetString();

    private static async Task<JsonElement> Refused(LoopTenant loop, object input) =>
        (await loop.Outside.Refused(LoopTenant.Referrer, "draftReferral", input, LoopTenant.Referral))[0];
}
