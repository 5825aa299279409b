using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class AcceptReferralTests
{
    [Fact]
    public async Task The_partner_accepts_what_was_sent_to_it_and_both_sides_see_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var accepted = await loop.Answer(referral, "acceptReferral", new { note = "Room for two." });
        Assert.Equal(("ACCEPTED", "homelessness", "Has a dog."), (LoopTenant.Status(accepted), accepted.GetProperty("need").GetString(), accepted.GetProperty("note").GetString()));
        var seen = await loop.See(referral);
        Assert.Equal("3.0", seen.GetProperty("codes").GetProperty("bser").GetString());
        Assert.True(seen.GetProperty("loop").GetProperty("answered").GetBoolean());
        var last = seen.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("ACCEPT", "Room for two.", false, "Rosalind Achebe"), (
            last.GetProperty("move").GetString(), last.GetProperty("note").GetString(), last.GetProperty("forPartner").GetBoolean(), last.GetProperty("byName").GetString()));
    }

    [Fact]
    public async Task Staff_write_down_what_a_partner_said_on_the_telephone_and_the_history_says_so()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "acceptReferral", who: LoopTenant.Referrer);
        var last = (await loop.See(referral)).GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("Marguerite Okonjo", true), (last.GetProperty("byName").GetString(), last.GetProperty("forPartner").GetBoolean()));
    }

    [Fact]
    public async Task A_partner_sees_and_answers_its_own_referrals_only()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service(loop.FoodShelf, new { name = "Food boxes", needs = new[] { "food-insecurity" } });
        var draft = LoopTenant.IdOf(await loop.Draft(await loop.Client(loop.FoodShelf), service, "food-insecurity"));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = draft }, LoopTenant.Referral);
        Assert.Equal("NotYourReferral", await loop.Refused(draft, "acceptReferral"));
        var seen = await loop.Outside.Ask(
            LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { id } referralsSentToUs { nodes { id } } }", new { r = draft });
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("referralSentToUs").ValueKind);
        Assert.Equal(0, seen.GetProperty("referralsSentToUs").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task The_partner_sees_of_the_person_what_was_shared_until_the_consent_is_taken_back_and_each_look_is_a_disclosure()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        var referral = LoopTenant.IdOf(await loop.Draft(client));
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        var person = (await loop.Outside.Ask(
            LoopTenant.Partner, "query($r: ID!) { referralSentToUs(id: $r) { need note person { name phone birthDate } } }", new { r = referral }))
            .GetProperty("referralSentToUs").GetProperty("person");
        Assert.StartsWith("Zora", person.GetProperty("name").GetString());
        Assert.Equal("1990-03-04", person.GetProperty("birthDate").GetString());
        Assert.Equal(["Referral", "Shown over the API"], (await loop.Disclosures(client)).Select(d => d.GetProperty("description").GetString()!).Order());
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_is_taken_and_none_twice()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => loop.Outside.Send(
            LoopTenant.Partner,
            i % 2 == 0
                ? "mutation($r: ID!) { acceptReferral(input: { referral: $r }) { errors { code } } }"
                : "mutation($r: ID!) { declineReferral(input: { referral: $r, reason: SERVICE_FULL }) { errors { code } } }",
            new { r = referral })));
        Assert.DoesNotContain(answers, a => a.TryGetProperty("errors", out _));
        var moves = (await loop.See(referral)).GetProperty("history").EnumerateArray().Select(h => h.GetProperty("move").GetString()).ToList();
        // Whoever accepts first can still decline afterwards; a decline ends it. Nothing stands there twice.
        Assert.True(moves is ["SEND", "ACCEPT"] or ["SEND", "DECLINE"] or ["SEND", "ACCEPT", "DECLINE"], string.Join(" ", moves));
        var taken = answers.Count(a => a.GetProperty("data").EnumerateObject().First().Value.GetProperty("errors").GetArrayLength() == 0);
        Assert.Equal(moves.Count - 1, taken);
    }

    [Fact]
    public async Task Many_partners_answers_of_many_referrals_are_each_kept_once()
    {
        var loop = await LoopTenant.New();
        var service = await loop.Service();
        var referrals = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            var draft = LoopTenant.IdOf(await loop.Draft(await loop.Client(loop.Housing), service));
            await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = draft }, LoopTenant.Referral);
            referrals.Add(draft);
        }

        var answers = await Task.WhenAll(referrals.SelectMany(r => new[] { r, r }).Select(r => loop.Outside.Send(
            LoopTenant.Partner, "mutation($r: ID!) { acceptReferral(input: { referral: $r }) { errors { code } } }", new { r })));
        Assert.All(answers, a => Assert.False(a.TryGetProperty("errors", out _), a.ToString()));
        foreach (var (referral, both) in referrals.Zip(answers.Chunk(2)))
        {
            // One is taken, and what the other was told says why.
            Assert.True(
                both.Count(a => a.GetProperty("data").GetProperty("acceptReferral").GetProperty("errors").GetArrayLength() == 0) == 1,
                string.Join(" ", both.Select(a => a.ToString())));
            Assert.Equal(["SEND", "ACCEPT"], (await loop.See(referral)).GetProperty("history").EnumerateArray().Select(h => h.GetProperty("move").GetString()!));
        }
    }
}

public sealed class ReceiveReferralTests
{
    [Fact]
    public async Task The_partner_says_that_it_has_it_and_has_not_decided()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal("RECEIVED", LoopTenant.Status(await loop.Answer(referral, "receiveReferral")));
        var refused = (await loop.Outside.Refused(LoopTenant.Partner, "receiveReferral", new { referral }, LoopTenant.Received))[0];
        Assert.Equal("WrongState", refused.GetProperty("__typename").GetString());
        Assert.EndsWith("What can be done now: accept, decline, schedule.", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False((await loop.See(referral)).GetProperty("loop").GetProperty("answered").GetBoolean());
    }
}

public sealed class DeclineReferralTests
{
    [Fact]
    public async Task A_decline_has_a_reason_and_says_whether_it_failed_after_accepting()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "declineReferral", new { reason = "SERVICE_FULL", note = "Until May." });
        var seen = await loop.See(referral);
        Assert.Equal(("DECLINED", "service-full", "rejected"), (
            LoopTenant.Status(seen), seen.GetProperty("declineReason").GetString(), seen.GetProperty("codes").GetProperty("task").GetString()));
        Assert.Equal("WrongState", await loop.Refused(referral, "acceptReferral"));

        var second = await loop.Sent();
        await loop.Answer(second, "acceptReferral");
        await loop.Answer(second, "declineReferral", new { reason = "NO_STAFF" });
        Assert.Equal("failed", (await loop.See(second)).GetProperty("codes").GetProperty("task").GetString());
    }
}

public sealed class HoldReferralTests
{
    [Fact]
    public async Task A_waitlist_lets_it_stand_still_for_a_reason()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal("WrongState", await loop.Refused(referral, "holdReferral", new { reason = "WAITLIST" }));
        await loop.Answer(referral, "acceptReferral");
        Assert.Equal("ON_HOLD", LoopTenant.Status(await loop.Answer(referral, "holdReferral", new { reason = "WAITLIST" })));
        Assert.Equal("on-hold", (await loop.See(referral)).GetProperty("codes").GetProperty("task").GetString());
    }
}

public sealed class ResumeReferralTests
{
    [Fact]
    public async Task What_stood_still_goes_on()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "acceptReferral");
        Assert.Equal("WrongState", await loop.Refused(referral, "resumeReferral"));
        await loop.Answer(referral, "holdReferral", new { reason = "WAITLIST" });
        Assert.Equal("ACCEPTED", LoopTenant.Status(await loop.Answer(referral, "resumeReferral")));
    }
}

public sealed class ScheduleReferralTests
{
    [Fact]
    public async Task A_time_that_is_agreed_at_once_accepts_as_well()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        var scheduled = await loop.Answer(referral, "scheduleReferral", new { startsAt = "2030-05-01T14:00:00Z" });
        Assert.Equal(("SCHEDULED", "2030-05-01T14:00:00Z"), (LoopTenant.Status(scheduled), scheduled.GetProperty("startsAt").GetString()));
        Assert.True((await loop.See(referral)).GetProperty("loop").GetProperty("answered").GetBoolean());
        Assert.Equal("SCHEDULED", LoopTenant.Status(await loop.Answer(referral, "scheduleReferral", new { startsAt = "2030-05-02T14:00:00Z" })));
    }
}

public sealed class CancelReferralAppointmentTests
{
    [Fact]
    public async Task The_time_is_gone_and_the_referral_lives_on()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "scheduleReferral", new { startsAt = "2030-05-01T14:00:00Z" });
        Assert.Equal("ACCEPTED", LoopTenant.Status(await loop.Answer(referral, "cancelReferralAppointment", new { reason = "BY_CLIENT" }, LoopTenant.Referrer)));
        Assert.Equal(JsonValueKind.Null, (await loop.See(referral)).GetProperty("startsAt").ValueKind);
    }
}

public sealed class RecordReferralAttendanceTests
{
    [Fact]
    public async Task Whoever_does_not_come_is_counted_and_can_come_another_time()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "scheduleReferral", new { startsAt = TimeProvider.System.GetUtcNow().AddHours(2) });
        Assert.Equal("NotMissedYet", await loop.Refused(referral, "recordReferralAttendance", new { came = false }));
        await loop.Outside.Forward(TimeSpan.FromHours(3));
        Assert.Equal("NotMissedYet", await loop.Refused(
            referral, "recordReferralAttendance", new { came = false, happenedAt = TimeProvider.System.GetUtcNow().AddHours(1) }));
        Assert.Equal("NOT_ATTENDED", LoopTenant.Status(await loop.Answer(referral, "recordReferralAttendance", new { came = false })));
        var seen = await loop.See(referral);
        Assert.Equal((1, "5.1.2"), (seen.GetProperty("missed").GetInt32(), seen.GetProperty("codes").GetProperty("bser").GetString()));
        Assert.Equal("ATTENDED", LoopTenant.Status(await loop.Answer(referral, "recordReferralAttendance", new { came = true })));
    }

    [Fact]
    public async Task Nothing_happens_in_the_future_or_before_it_was_sent()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        await loop.Answer(referral, "acceptReferral");
        foreach (var happenedAt in new[] { "2001-01-01T00:00:00Z", "2090-01-01T00:00:00Z" })
        {
            Assert.Equal("InvalidInput", await loop.Refused(referral, "recordReferralAttendance", new { came = true, happenedAt }));
        }
    }
}

public sealed class CompleteReferralTests
{
    [Fact]
    public async Task A_service_is_confirmed_by_whoever_accepted_to_give_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal("WrongState", await loop.Refused(referral, "completeReferral"));
        await loop.Answer(referral, "acceptReferral");
        Assert.Equal("COMPLETED", LoopTenant.Status(await loop.Answer(referral, "completeReferral")));
        var elements = (await loop.See(referral)).GetProperty("loop");
        Assert.Equal((true, false), (elements.GetProperty("confirmed").GetBoolean(), elements.GetProperty("outcome").GetBoolean()));
    }
}

public sealed class ReportReferralOutcomeTests
{
    [Fact]
    public async Task An_outcome_that_is_told_anew_is_to_be_read_anew()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Reported();
        Assert.Equal("OUTCOME_REPORTED", LoopTenant.Status(await loop.Answer(referral, "reportReferralOutcome", new { met = "PARTLY", outcome = "Left after a week." })));
        var seen = await loop.See(referral);
        Assert.Equal(("PARTLY", "Left after a week.", false), (
            seen.GetProperty("met").GetString(), seen.GetProperty("outcome").GetString(), seen.GetProperty("loop").GetProperty("outcome").GetBoolean()));
    }
}

public sealed class AnswerReferralTests
{
    [Fact]
    public async Task Whoever_declines_says_why()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Sent();
        Assert.Equal("InvalidInput", await loop.Refused(referral, "answerReferral", new { answer = "DECLINED" }));
        Assert.Equal("DECLINED", LoopTenant.Status(await loop.Answer(referral, "answerReferral", new { answer = "DECLINED", reason = "OUT_OF_AREA" })));
    }
}
