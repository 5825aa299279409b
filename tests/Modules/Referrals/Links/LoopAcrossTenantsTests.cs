using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A loop of which each tenant sees its side.</summary>
public sealed class LoopAcrossTenantsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_referral_goes_in_at_the_partners_front_door_and_its_answers_close_the_loop(bool inTwoDatabases)
    {
        var both = await LinkedTenants.New(inTwoDatabases ? await TestHost.WithCell : null);
        Assert.Equal(inTwoDatabases, both.Clinic.Outside.Tenant.Database != both.Alliance.Outside.Tenant.Database);
        var (referral, inbound) = await both.Send();
        var arrived = (await both.Arrived()).Single();
        Assert.Equal(("LINK", "St. Brigid Hospital", "Has a dog.", referral, "HOSPITAL"), (
            arrived.GetProperty("via").GetString(), arrived.GetProperty("senderName").GetString(), arrived.GetProperty("reason").GetString(),
            arrived.GetProperty("reference").GetString(), arrived.GetProperty("inquiry").GetProperty("door").GetString()));
        Assert.Equal("SENT", await both.Status(referral));

        await both.Alliance.Handle("acknowledgeInboundReferral", new { referral = inbound });
        await both.Quiet();
        Assert.Equal("RECEIVED", await both.Status(referral));
        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        await both.Quiet();
        Assert.Equal("ACCEPTED", await both.Status(referral));
        var start = new DateTimeOffset(2031, 5, 7, 15, 0, 0, TimeSpan.Zero);
        await both.Alliance.Book(inbound, start);
        await both.Quiet();
        var scheduled = await both.Clinic.See(referral);
        Assert.Equal(("SCHEDULED", start), (LoopTenant.Status(scheduled), scheduled.GetProperty("startsAt").GetDateTimeOffset()));
        await both.Alliance.Resolve(inbound, "IN_CARE");
        await both.Quiet();
        Assert.Equal("COMPLETED", await both.Status(referral));
        await both.Alliance.Handle("reportInboundOutcome", new { referral = inbound, met = "MET", outcome = "Moved in on Monday." });
        await both.Quiet();
        var told = await both.Clinic.See(referral);
        Assert.Equal(("OUTCOME_REPORTED", "MET", "Moved in on Monday."), (
            LoopTenant.Status(told), told.GetProperty("met").GetString(), told.GetProperty("outcome").GetString()));
        Assert.Equal("CLOSED", LoopTenant.Status(await both.Clinic.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral)));
        var steps = (await both.Clinic.See(referral)).GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["SEND", "RECEIVE", "ACCEPT", "SCHEDULE", "COMPLETE", "REPORT_OUTCOME", "REVIEW", "CLOSE"], steps.Select(s => s.GetProperty("move").GetString()!));
        Assert.Equal(("Harbor Community Health", false), (steps[2].GetProperty("byName").GetString(), steps[2].GetProperty("forPartner").GetBoolean()));

        var (client, _) = await both.Alliance.TakenIn(inbound);
        var disclosed = await both.Alliance.Disclosures(client);
        Assert.Equal(5, disclosed.Count);
        Assert.All(disclosed, d => Assert.Equal("Told to the sender of a referral", d.GetProperty("description").GetString()));
    }

    [Fact]
    public async Task A_decline_and_a_withdrawal_are_heard_on_the_other_side()
    {
        var both = await LinkedTenants.New();
        var (declined, first) = await both.Send();
        await both.Alliance.Handle("declineInboundReferral", new { referral = first, reason = "SERVICE_FULL" });
        await both.Quiet();
        var seen = await both.Clinic.See(declined);
        Assert.Equal(("DECLINED", "service-full"), (LoopTenant.Status(seen), seen.GetProperty("declineReason").GetString()));

        var withdrawn = await both.Draft();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = withdrawn }, LoopTenant.Referral);
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = withdrawn, reason = "CLIENT_MOVED" }, LoopTenant.Referral);
        await both.Quiet();
        var second = (await both.Arrived()).Single(r => r.GetProperty("reference").GetString() == withdrawn);
        Assert.Equal("NOT_CLOSED", LoopTenant.Status(second));
        Assert.Empty(await both.Alliance.Work(LoopTenant.IdOf(second)));
    }

    [Fact]
    public async Task What_was_taken_back_and_is_wanted_again_goes_on_with_the_inquiry_that_is_open()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Alliance.Book(inbound, new DateTimeOffset(2031, 5, 7, 15, 0, 0, TimeSpan.Zero));
        var (_, inquiry) = await both.Alliance.TakenIn(inbound);
        await both.Quiet();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
        await both.Quiet();
        Assert.Equal("NOT_CLOSED", LoopTenant.Status((await both.Arrived()).Single()));
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "reopenReferral", new { referral, reason = "CLIENT_RETURNED" }, LoopTenant.Referral);
        await both.Quiet();
        var again = (await both.Arrived()).Single();
        Assert.Equal(("SCHEDULED", inquiry), (LoopTenant.Status(again), LoopTenant.IdOf(again.GetProperty("inquiry"))));
        Assert.Equal(["SCHEDULE", "END", "REOPEN", "SCHEDULE"], again.GetProperty("history").EnumerateArray().Select(s => s.GetProperty("move").GetString()!));
        Assert.Equal("SCHEDULED", await both.Status(referral));
    }

    [Fact]
    public async Task What_is_wanted_again_after_its_inquiry_has_ended_is_an_inquiry_again_and_work()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        var (client, first) = await both.Alliance.TakenIn(inbound);
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
        await both.Quiet();
        await both.Alliance.Resolve(inbound, "DECLINED");
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "reopenReferral", new { referral, reason = "CLIENT_RETURNED" }, LoopTenant.Referral);
        await both.Quiet();
        var (same, second) = await both.Alliance.TakenIn(inbound);
        Assert.Equal(client, same);
        Assert.NotEqual(first, second);
        Assert.Equal(["inbound-referral"], await both.Alliance.Work(inbound));
        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        await both.Alliance.Resolve(inbound, "IN_CARE");
        await both.Alliance.Handle("reportInboundOutcome", new { referral = inbound, met = "MET" });
        await both.Quiet();
        Assert.Equal("CLOSED", LoopTenant.Status(await both.Clinic.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral)));
    }

    [Fact]
    public async Task What_was_done_before_it_was_taken_back_is_done_and_its_outcome_is_owed_again()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        await both.Alliance.Resolve(inbound, "IN_CARE");
        await both.Quiet();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_MOVED" }, LoopTenant.Referral);
        await both.Quiet();
        Assert.Empty(await both.Alliance.Work(inbound));
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "reopenReferral", new { referral, reason = "CLIENT_RETURNED" }, LoopTenant.Referral);
        await both.Quiet();
        Assert.Equal("COMPLETED", LoopTenant.Status((await both.Arrived()).Single()));
        Assert.Equal(["inbound-outcome"], await both.Alliance.Work(inbound));
    }

    [Fact]
    public async Task A_referral_that_was_taken_back_there_does_not_go_on_without_a_link()
    {
        var both = await LinkedTenants.New();
        var (referral, _) = await both.Send();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
        await both.Quiet();
        var link = LoopTenant.IdOf(await LinkedTenants.Only(both.Clinic.Outside));
        await both.Clinic.Outside.Do("admin", "endTenantLink", new { link, reason = "The contract ran out." }, LinkedTenants.Link);
        Assert.Equal("PartnerNotLinked", await both.Clinic.Refused(referral, "reopenReferral", new { reason = "CLIENT_RETURNED" }, LoopTenant.Referrer, LoopTenant.Referral));
    }

    [Fact]
    public async Task A_second_referral_of_a_person_who_waits_already_is_told_at_once_how_far_they_have_come()
    {
        var both = await LinkedTenants.New();
        var client = await both.Clinic.Client(both.Clinic.Housing);
        var (_, first) = await both.Send(client);
        var start = new DateTimeOffset(2031, 5, 7, 15, 0, 0, TimeSpan.Zero);
        await both.Alliance.Book(first, start);
        var (referral, second) = await both.Send(client);
        Assert.Equal(await both.Alliance.TakenIn(first), await both.Alliance.TakenIn(second));
        var seen = await both.Clinic.See(referral);
        Assert.Equal(("SCHEDULED", start), (LoopTenant.Status(seen), seen.GetProperty("startsAt").GetDateTimeOffset()));
    }

    [Fact]
    public async Task What_is_delivered_again_changes_nothing()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        await both.Quiet();
        var before = await both.Clinic.See(referral);
        foreach (var (subscriber, tenant) in new[]
        {
            ("referrals.when-links-change", both.Clinic), ("referrals.when-referrals-travel", both.Clinic), ("referrals.when-links-change", both.Alliance),
            ("referrals.when-inbound-moves", both.Alliance), ("referrals.when-link-arrived", both.Alliance), ("referrals.when-link-arrived", both.Clinic),
        })
        {
            await Replay(tenant.Outside, subscriber);
            await both.Quiet();
        }

        Assert.Equal(before.GetRawText(), (await both.Clinic.See(referral)).GetRawText());
        Assert.Single(await both.Arrived());
        Assert.Equal(2L, await both.Count(both.Alliance, "select count(*) from referrals.link_arrivals where tenant_id = $1"));
    }

    [Fact]
    public async Task Of_many_deliveries_of_one_thing_at_once_one_arrives()
    {
        var both = await LinkedTenants.New();
        var key = await both.Value<Guid>(both.Clinic, "select key from referrals.tenant_links where tenant_id = $1");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => both.Deliver(both.Clinic, both.Alliance, LinkMessage.Referral, key, "ref_00000000000000000000000009", Somebody)));
        await both.Quiet();
        Assert.Single(await both.Arrived());
        Assert.Equal(1L, await both.Count(both.Alliance, "select count(*) from referrals.link_arrivals where tenant_id = $1 and kind = 'referral'"));
        // The question and the referral.
        Assert.Equal(2L, await both.Count(both.Alliance, "select count(*) from messaging.log where tenant_id = $1 and type = 'referrals.link-arrived@1'"));
    }

    [Fact]
    public async Task Each_side_holds_what_was_sent_to_it_and_nothing_else_of_the_other()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        await both.Quiet();
        var allianceSees = await both.Alliance.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { id } referrals { nodes { id } } }", new { r = referral });
        Assert.Equal(JsonValueKind.Null, allianceSees.GetProperty("referral").ValueKind);
        Assert.Empty(allianceSees.GetProperty("referrals").GetProperty("nodes").EnumerateArray());
        var clinicSees = await both.Clinic.Outside.Ask("supervisor", "query($r: ID!) { inboundReferral(id: $r) { id } inquiries { nodes { id } } }", new { r = inbound });
        Assert.Equal(JsonValueKind.Null, clinicSees.GetProperty("inboundReferral").ValueKind);
        Assert.Empty(clinicSees.GetProperty("inquiries").GetProperty("nodes").EnumerateArray());
        // What was said has taken effect, and is not kept a second time.
        Assert.Equal(0L, await both.Count(both.Alliance, "select count(*) from referrals.link_arrivals where tenant_id = $1 and (body is not null or result is null)"));
        Assert.Equal(0L, await both.Count(both.Clinic, "select count(*) from referrals.link_arrivals where tenant_id = $1 and (body is not null or result is null)"));
        // Events say that something came, and not what.
        Assert.Equal(0L, await both.Count(both.Alliance, "select count(*) from messaging.log where tenant_id = $1 and payload::text like '%Quill%'"));
    }

    [Fact]
    public async Task A_tenant_without_a_link_moves_nothing_by_what_it_sends()
    {
        var both = await LinkedTenants.New();
        var (referral, _) = await both.Send();
        var stranger = await LoopTenant.New();
        var key = await both.Value<Guid>(both.Clinic, "select key from referrals.tenant_links where tenant_id = $1");
        var move = new TravellingMove(ReferralMove.Accept, null, TimeProvider.System.GetUtcNow(), null, null, null);
        Assert.True(await both.Deliver(stranger, both.Clinic, LinkMessage.Move, key, referral, move));
        await both.Quiet();
        Assert.Equal("SENT", await both.Status(referral));
        Assert.Equal("no-link", await both.Value<string>(both.Clinic, "select result from referrals.link_arrivals where tenant_id = $1 and kind = 'move'"));
    }

    private static TravellingReferral Somebody => new(
        new ReferredIn("Ada", "Lindholm", new DateOnly(1970, 1, 2)), "homelessness", Contracts.ReferralPriority.Routine, null, "Emergency housing", null);

    // As an operator's replay does, of a reaction for which the API would not offer it.
    internal static async Task Replay(TestTenant tenant, string subscriber)
    {
        await using var scope = tenant.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Platform.Session>();
        session.Begin(tenant.Tenant, Platform.Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(TestContext.Current.CancellationToken);
        Assert.True(await SubscriberProgress.Replay(session.Transaction, subscriber, 0, TestContext.Current.CancellationToken), subscriber);
        await session.CommitAsync(TestContext.Current.CancellationToken);
    }
}
