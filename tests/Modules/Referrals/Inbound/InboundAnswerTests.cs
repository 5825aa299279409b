using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class AcknowledgeInboundReferralTests
{
    [Fact]
    public async Task Whoever_looks_at_it_says_so_once_and_the_work_is_done()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var seen = await loop.Handle("acknowledgeInboundReferral", new { referral });
        Assert.Equal("RECEIVED", LoopTenant.Status(seen));
        Assert.Empty(await loop.Work(referral));
        Assert.Equal("InboundWrongState", (await loop.Outside.Refused("intake-worker", "acknowledgeInboundReferral", new { referral }, InboundTenant.Inbound))[0]
            .GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task What_nobody_looks_at_climbs()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit(priority: "URGENT");
        await loop.Outside.Forward(TimeSpan.FromDays(9));
        var items = await loop.Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { template subject rung } } }");
        var work = items.GetProperty("workItems").GetProperty("nodes").EnumerateArray()
            .Single(i => i.GetProperty("subject").GetString() == referral);
        Assert.Equal(("inbound-referral", 2), (work.GetProperty("template").GetString(), work.GetProperty("rung").GetInt32()));
    }

    [Fact]
    public async Task Whoever_takes_the_inquiry_has_looked_at_the_referral()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var (_, inquiry) = await loop.TakenIn(referral);
        await loop.Outside.Do("intake-worker", "takeInquiry", new { inquiry }, "inquiry { id }");
        await loop.Outside.Quiet();
        Assert.Equal("RECEIVED", LoopTenant.Status(await loop.SeeInbound(referral)));
        Assert.Equal("RECEIVED", await loop.Stage());
    }
}

public sealed class AcceptInboundReferralTests
{
    [Fact]
    public async Task Taking_the_person_is_no_stage_that_the_sender_sees()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        Assert.Equal("ACCEPTED", LoopTenant.Status(await loop.Handle("acceptInboundReferral", new { referral })));
        Assert.Empty(await loop.Work(referral));
        Assert.Equal("RECEIVED", await loop.Stage());
    }
}

public sealed class DeclineInboundReferralTests
{
    [Fact]
    public async Task The_sender_sees_that_the_person_is_not_taken_and_why_as_a_code()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        await loop.Handle("declineInboundReferral", new { referral, reason = "OUT_OF_AREA" });
        var seen = (await loop.SeeSubmitted()).GetProperty("progress");
        Assert.Equal(("NOT_ACCEPTED", "out-of-area"), (seen.GetProperty("stage").GetString(), seen.GetProperty("notAcceptedReason").GetString()));
        Assert.Equal("InboundWrongState", (await loop.Outside.Refused(
            "intake-worker", "reportInboundOutcome", new { referral, met = "MET" }, InboundTenant.Inbound))[0].GetProperty("__typename").GetString());
    }
}

public sealed class ReportInboundOutcomeTests
{
    [Fact]
    public async Task The_outcome_is_told_by_need_and_words_and_each_look_at_it_is_a_disclosure()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        await loop.Handle("acceptInboundReferral", new { referral });
        await loop.Handle("reportInboundOutcome", new { referral, met = "PARTLY", outcome = "Has a bed until spring." });
        var seen = await loop.SeeSubmitted();
        Assert.Equal(("OUTCOME", "PARTLY", "Has a bed until spring."), (
            seen.GetProperty("progress").GetProperty("stage").GetString(), seen.GetProperty("outcome").GetProperty("met").GetString(),
            seen.GetProperty("outcome").GetProperty("text").GetString()));
        var (client, _) = await loop.TakenIn(referral);
        var disclosed = Assert.Single(await loop.Disclosures(client));
        Assert.Contains("SubmittedOutcome.text", disclosed.GetProperty("items").EnumerateArray().Select(i => i.GetString()));
    }

    [Fact]
    public async Task What_the_rules_keep_from_the_sender_is_not_told_without_a_consent()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit(need: "outpatient-mental-health");
        await loop.Handle("acceptInboundReferral", new { referral });
        Assert.Equal("OutcomeConsentMissing", (await loop.Outside.Refused(
            "intake-worker", "reportInboundOutcome", new { referral, met = "MET", outcome = "In therapy." }, InboundTenant.Inbound))[0].GetProperty("__typename").GetString());
        Assert.Equal("RECEIVED", await loop.Stage());
    }

    [Fact]
    public async Task A_sender_that_treats_sees_whether_the_need_for_mental_health_care_is_met()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do("admin", "changeOrganisation", new { organisation = loop.Housing, kind = "primary-care" }, "organisation { kind }");
        var referral = await loop.Submit(need: "outpatient-mental-health");
        await loop.Handle("acceptInboundReferral", new { referral });
        await loop.Handle("reportInboundOutcome", new { referral, met = "PARTLY" });
        var outcome = (await loop.SeeSubmitted()).GetProperty("outcome");
        Assert.Equal(("PARTLY", null), (outcome.GetProperty("met").GetString(), outcome.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_hospital_hears_whether_the_need_is_met_and_no_more_of_mental_health_than_the_least()
    {
        var loop = await LoopTenant.New();
        var fax = LoopTenant.IdOf(await loop.Outside.Do("intake-worker", "receiveInboundReferral", new
        {
            person = InboundTenant.Somebody(),
            need = "outpatient-mental-health",
            reference = "SB-80",
            sender = loop.Hospital,
            via = "FAX",
        }, InboundTenant.Submitted));
        await loop.Outside.Quiet();
        await loop.Handle("acceptInboundReferral", new { referral = fax });
        var told = await loop.Handle("reportInboundOutcome", new { referral = fax, met = "MET", outcome = "In therapy." });
        Assert.Equal(["met"], told.GetProperty("shared").EnumerateArray().Select(s => s.GetString()!));
    }
}

/// <summary>What happens in the front door moves the referral.</summary>
public sealed class WhenIntakeMovesOnTests
{
    [Fact]
    public async Task Booking_coming_and_being_in_care_are_told_and_then_the_outcome_is_owed()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var start = NextMorning();
        var appointment = await loop.Book(referral, start);
        var scheduled = (await loop.SeeSubmitted()).GetProperty("progress");
        Assert.Equal(("SCHEDULED", start), (scheduled.GetProperty("stage").GetString(), scheduled.GetProperty("startsAt").GetDateTimeOffset()));
        await loop.Outside.Forward(start - TimeProvider.System.GetUtcNow());
        await loop.Outside.Do("intake-worker", "checkInAppointment", new { appointment }, "appointment { id }");
        await loop.Outside.Quiet();
        Assert.Equal("SEEN", await loop.Stage());
        await loop.Resolve(referral, "IN_CARE");
        Assert.Equal("COMPLETED", LoopTenant.Status(await loop.SeeInbound(referral)));
        Assert.Equal("SEEN", await loop.Stage());
        Assert.Equal(["inbound-outcome"], await loop.Work(referral));
        await loop.Handle("reportInboundOutcome", new { referral, met = "MET" });
        Assert.Empty(await loop.Work(referral));
        Assert.Equal(["SCHEDULE", "ATTEND", "COMPLETE", "REPORT_OUTCOME"], (await loop.SeeInbound(referral)).GetProperty("history").EnumerateArray()
            .Select(h => h.GetProperty("move").GetString()!));
    }

    [Fact]
    public async Task A_cancelled_appointment_takes_the_stage_back()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var appointment = await loop.Book(referral, NextMorning());
        await loop.Outside.Do("intake-worker", "cancelAppointment", new { appointment, reason = "CLIENT_ASKED" }, "appointment { id }");
        await loop.Outside.Quiet();
        Assert.Equal("RECEIVED", await loop.Stage());
        Assert.Equal("ACCEPTED", LoopTenant.Status(await loop.SeeInbound(referral)));
    }

    [Theory]
    [InlineData("NOT_ELIGIBLE", "not-eligible")]
    [InlineData("DECLINED", "client-declined")]
    [InlineData("DIED", "other")]
    public async Task An_inquiry_that_ends_without_care_is_not_accepted_for_a_reason(string resolution, string reason)
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        await loop.Resolve(referral, resolution);
        var seen = (await loop.SeeSubmitted()).GetProperty("progress");
        Assert.Equal(("NOT_ACCEPTED", reason), (seen.GetProperty("stage").GetString(), seen.GetProperty("notAcceptedReason").GetString()));
        Assert.Empty(await loop.Work(referral));
    }

    [Fact]
    public async Task After_a_merge_it_belongs_to_the_record_that_stays()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var (client, _) = await loop.TakenIn(referral);
        var other = await loop.Client();
        await loop.Outside.Do("supervisor", "mergeClients", new { survivor = other, merged = client, reason = "Same person." }, "clientMerge { id }");
        await loop.Outside.Quiet();
        Assert.Equal(other, (await loop.TakenIn(referral)).Client);
    }

    private static DateTimeOffset NextMorning()
    {
        var day = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2);
        while (day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Wednesday))
        {
            day = day.AddDays(1);
        }

        return new DateTimeOffset(day.AddHours(15), TimeSpan.Zero);
    }
}
