using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class ReviewReferralTests
{
    [Fact]
    public async Task The_loop_closes_by_itself_when_the_last_of_the_four_elements_is_there()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Reported();
        var reviewed = await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral);
        Assert.Equal(("CLOSED", "7.0"), (LoopTenant.Status(reviewed), reviewed.GetProperty("codes").GetProperty("bser").GetString()));
        Assert.All(reviewed.GetProperty("loop").EnumerateObject(), e => Assert.True(e.Value.GetBoolean(), e.Name));
        var last = reviewed.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("CLOSE", "system"), (last.GetProperty("move").GetString(), last.GetProperty("byName").GetString()));
    }

    [Fact]
    public async Task What_the_partner_wrote_and_nobody_read_keeps_it_open_until_it_is_read()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Reported();
        await loop.Outside.Do(LoopTenant.Partner, "writeReferralMessage", new { referral, text = "Please call." }, "referralMessage { id }");
        var reviewed = await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral);
        Assert.Equal(("OUTCOME_REPORTED", false), (LoopTenant.Status(reviewed), reviewed.GetProperty("loop").GetProperty("answered").GetBoolean()));
        await loop.Answer(referral, "readReferralMessages", who: LoopTenant.Referrer);
        Assert.Equal("CLOSED", LoopTenant.Status(await loop.See(referral)));
    }

    [Fact]
    public async Task There_is_nothing_to_read_before_an_outcome_was_told()
    {
        var loop = await LoopTenant.New();
        Assert.Equal("WrongState", await loop.Refused(await loop.Sent(), "reviewReferral", who: LoopTenant.Referrer, thing: LoopTenant.Referral));
    }
}

public sealed class EndReferralTests
{
    [Fact]
    public async Task It_ends_not_closed_for_a_reason_and_nobody_answers_it_any_more()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var ended = await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
        Assert.Equal(("NOT_CLOSED", "client-declined", "cancelled"), (
            LoopTenant.Status(ended), ended.GetProperty("endReason").GetString(), ended.GetProperty("codes").GetProperty("task").GetString()));
        Assert.Equal("WrongState", await loop.Refused(referral, "acceptReferral"));
    }

    [Fact]
    public async Task A_reason_that_the_facts_contradict_is_refused_and_another_reason_is_said_in_words()
    {
        var loop = await LoopTenant.New();
        Task<string> End(string referral, string reason) => loop.Refused(referral, "endReferral", new { reason }, LoopTenant.Referrer, LoopTenant.Referral);
        var silent = await loop.Sent();
        Assert.Equal(("ReasonContradicted", "InvalidInput"), (await End(silent, "PARTNER_DECLINED"), await End(silent, "OTHER")));
        var reported = await loop.Reported();
        Assert.Equal(("ReasonContradicted", "ReasonContradicted"), (await End(reported, "PARTNER_SILENT"), await End(reported, "OUTCOME_UNKNOWN")));
        var attended = await loop.Sent();
        await loop.Answer(attended, "acceptReferral");
        await loop.Answer(attended, "recordReferralAttendance", new { came = true });
        Assert.Equal("ReasonContradicted", await End(attended, "CLIENT_NOT_ATTENDED"));
        var ended = await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = silent, reason = "PARTNER_SILENT" }, LoopTenant.Referral);
        Assert.Equal("partner-silent", ended.GetProperty("endReason").GetString());
    }

    [Fact]
    public async Task The_partner_is_told_why_it_ended()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_MOVED", note = "To Boston." }, LoopTenant.Referral);
        var there = (await loop.Outside.Ask(LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { status endReason endNote person { name } } }", new { r = referral }))
            .GetProperty("referralSentToUs");
        Assert.Equal(("NOT_CLOSED", "client-moved", "To Boston."), (
            LoopTenant.Status(there), there.GetProperty("endReason").GetString(), there.GetProperty("endNote").GetString()));
        Assert.StartsWith("Zora", there.GetProperty("person").GetProperty("name").GetString(), StringComparison.Ordinal);
    }
}

public sealed class VoidReferralTests
{
    [Fact]
    public async Task The_partner_learns_that_it_should_never_have_been_and_sees_nothing_of_the_person_any_more()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var shared = LoopTenant.IdOf(await Papers.Attach(loop, referral, LoopTenant.Referrer, "Dear colleagues"u8.ToArray(), "text/plain"));
        await loop.Outside.Do(LoopTenant.Referrer, "shareReferralDocument", new { document = shared }, Papers.Document);
        await loop.Outside.Do("supervisor", "voidReferral", new { referral, reason = "WRONG_CLIENT", note = "It was her sister." }, LoopTenant.Referral);
        var there = (await loop.Outside.Ask(LoopTenant.Partner, """
            query($r: ID!) { referralSentToUs(id: $r) { status endReason endNote need note person { name birthDate phone language } documents { id } } }
            """, new { r = referral })).GetProperty("referralSentToUs");
        Assert.Equal(("VOID", "wrong-client"), (LoopTenant.Status(there), there.GetProperty("endReason").GetString()));
        Assert.All(
            new[] { there.GetProperty("need"), there.GetProperty("note"), there.GetProperty("endNote") }
                .Concat(there.GetProperty("person").EnumerateObject().Select(p => p.Value)),
            seen => Assert.Equal(JsonValueKind.Null, seen.ValueKind));
        Assert.Equal(0, there.GetProperty("documents").GetArrayLength());
        Assert.Equal("NotFound", await Papers.Refused(loop, LoopTenant.Partner, "openReferralDocument", new { document = shared }, "openedDocument { id }"));
        Assert.Equal("InvalidInput", await loop.Refused(await loop.Sent(), "voidReferral", new { reason = "OTHER" }, "supervisor", LoopTenant.Referral));
    }

    [Fact]
    public async Task It_stays_in_the_record_with_its_reason_and_counts_nowhere()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal("FORBIDDEN", Code(await loop.Outside.Send(
            LoopTenant.Referrer, "mutation($r: ID!) { voidReferral(input: { referral: $r, reason: DUPLICATE }) { errors { code } } }", new { r = referral })));
        var voided = await loop.Outside.Do("supervisor", "voidReferral", new { referral, reason = "WRONG_CLIENT" }, LoopTenant.Referral);
        Assert.Equal(("VOID", "entered-in-error"), (LoopTenant.Status(voided), voided.GetProperty("codes").GetProperty("task").GetString()));
        var standing = await loop.Outside.Ask("supervisor", "query($p: ID!) { partnerStanding(partner: $p) { sent } }", new { p = loop.Housing });
        Assert.Equal(JsonValueKind.Null, standing.GetProperty("partnerStanding").ValueKind);
    }

    [Fact]
    public async Task What_had_ended_before_is_void_for_the_reason_that_was_given_then()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var ended = await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_MOVED" }, LoopTenant.Referral);
        var voided = await loop.Outside.Do("supervisor", "voidReferral", new { referral, reason = "WRONG_CLIENT" }, LoopTenant.Referral);
        Assert.Equal(("client-moved", "wrong-client"), (ended.GetProperty("endReason").GetString(), voided.GetProperty("endReason").GetString()));
        Assert.Equal("WrongState", await loop.Refused(referral, "reopenReferral", new { reason = "ENDED_IN_ERROR" }, LoopTenant.Referrer, LoopTenant.Referral));
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}

public sealed class ReopenReferralTests
{
    [Fact]
    public async Task A_closed_loop_that_is_reopened_needs_a_new_review_to_close()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Reported();
        await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral);
        var open = await loop.Outside.Do(LoopTenant.Referrer, "reopenReferral", new { referral, reason = "OUTCOME_CORRECTED" }, LoopTenant.Referral);
        Assert.Equal(("OUTCOME_REPORTED", false), (LoopTenant.Status(open), open.GetProperty("loop").GetProperty("outcome").GetBoolean()));
        Assert.Equal("CLOSED", LoopTenant.Status(await loop.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral)));
    }

    [Fact]
    public async Task One_that_ended_goes_on_where_it_stood_unless_another_took_its_place()
    {
        var loop = await LoopTenant.New();
        var (client, service) = (await loop.Client(loop.Housing), await loop.Service());
        var referral = LoopTenant.IdOf(await loop.Draft(client, service));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await loop.Answer(referral, "acceptReferral");
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CANCELLED" }, LoopTenant.Referral);
        var other = LoopTenant.IdOf(await loop.Draft(client, service));
        Assert.Equal("AlreadyReferred", await loop.Refused(referral, "reopenReferral", new { reason = "ENDED_IN_ERROR" }, LoopTenant.Referrer, LoopTenant.Referral));
        await loop.Outside.Do("supervisor", "voidReferral", new { referral = other, reason = "DUPLICATE" }, LoopTenant.Referral);
        var open = await loop.Outside.Do(LoopTenant.Referrer, "reopenReferral", new { referral, reason = "ENDED_IN_ERROR" }, LoopTenant.Referral);
        Assert.Equal("ACCEPTED", LoopTenant.Status(open));
    }
}

public sealed class RerouteReferralTests
{
    [Fact]
    public async Task A_declined_referral_goes_on_as_a_draft_to_the_next_partner()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "declineReferral", new { reason = "SERVICE_FULL" });
        var next = await loop.Service(loop.FoodShelf, new { name = "Shelter beds", needs = new[] { "homelessness" } });
        var draft = await loop.Outside.Do(LoopTenant.Referrer, "rerouteReferral", new { referral, service = next }, LoopTenant.Referral);
        Assert.Equal(("DRAFT", referral, "Has a dog."), (
            LoopTenant.Status(draft), draft.GetProperty("before").GetProperty("id").GetString(), draft.GetProperty("note").GetString()));
        var before = await loop.See(referral);
        Assert.Equal(("REROUTED", "partner-declined", LoopTenant.IdOf(draft)), (
            LoopTenant.Status(before), before.GetProperty("endReason").GetString(), before.GetProperty("next").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task It_does_not_go_to_the_same_service_nor_to_one_that_is_paused()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        var referral = LoopTenant.IdOf(await loop.Draft(service: service));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        Assert.Equal("InvalidInput", await loop.Refused(referral, "rerouteReferral", new { service }, LoopTenant.Referrer, LoopTenant.Referral));
        var paused = await loop.Service();
        await loop.Outside.Do(LoopTenant.Partner, "pauseServiceEntry", new { service = paused, reason = "Holidays." }, "offeredService { id }");
        Assert.Equal("PartnerPaused", await loop.Refused(referral, "rerouteReferral", new { service = paused }, LoopTenant.Referrer, LoopTenant.Referral));
    }
}

public sealed class OfferTransferTests
{
    [Fact]
    public async Task Until_the_colleague_agrees_nothing_changes()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var offered = await loop.Outside.Do(LoopTenant.Referrer, "offerTransfer", new { referral, to = await loop.Person("community-health-worker") }, LoopTenant.Referral);
        Assert.Equal(("Marguerite Okonjo", "Benicio Tallchief"), (
            offered.GetProperty("owner").GetProperty("name").GetString(), offered.GetProperty("offeredTo").GetProperty("name").GetString()));
        Assert.Equal("InvalidInput", await loop.Refused(
            referral, "offerTransfer", new { to = await loop.Person(LoopTenant.Referrer) }, LoopTenant.Referrer, LoopTenant.Referral));
    }
}

public sealed class AnswerTransferTests
{
    [Fact]
    public async Task Whoever_was_asked_takes_it_or_says_why_not_and_it_is_never_without_an_owner()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var to = await loop.Person("community-health-worker");
        Assert.Equal("TransferNotAsked", await loop.Refused(referral, "answerTransfer", new { accept = true }, "supervisor", LoopTenant.Referral));
        await loop.Outside.Do(LoopTenant.Referrer, "offerTransfer", new { referral, to }, LoopTenant.Referral);
        Assert.Equal("InvalidInput", await loop.Refused(referral, "answerTransfer", new { accept = false }, "community-health-worker", LoopTenant.Referral));
        var refused = await loop.Outside.Do("community-health-worker", "answerTransfer", new { referral, accept = false, reason = "NO_CAPACITY" }, LoopTenant.Referral);
        Assert.Equal("Marguerite Okonjo", refused.GetProperty("owner").GetProperty("name").GetString());
        await loop.Outside.Do(LoopTenant.Referrer, "offerTransfer", new { referral, to }, LoopTenant.Referral);
        var taken = await loop.Outside.Do("community-health-worker", "answerTransfer", new { referral, accept = true }, LoopTenant.Referral);
        Assert.Equal("Benicio Tallchief", taken.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, taken.GetProperty("offeredTo").ValueKind);
    }
}
