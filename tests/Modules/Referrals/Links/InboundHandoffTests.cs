using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>Warm handoffs that whoever was referred to writes down in its own front door.</summary>
public sealed class RecordInboundHandoffTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_the_partners_handoff_on_the_senders_referral_counted_and_settles_what_was_owed(bool inTwoDatabases)
    {
        var both = await LinkedTenants.New(inTwoDatabases ? await Testing.TestHost.WithCell : null);
        var sender = await both.Clinic.Client(both.Clinic.Housing);
        var (referral, inbound) = await both.Send(sender);
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "planWarmHandoff", new { referral, reason = "CLIENT_ASKED" }, LoopTenant.Referral);
        await InboundHandoffs.Record(both, inbound, Some.Failed("CLIENT_NOT_REACHED"));
        var connected = Some.Connected();
        (connected["appointmentConfirmed"], connected["appointmentAt"], connected["note"]) = (true, "2031-05-07T15:00:00Z", "Speaks softly.");
        await InboundHandoffs.Record(both, inbound, connected);
        await both.Quiet();

        var there = await WarmHandoffTold(both, referral);
        Assert.Equal(["False CLIENT_NOT_REACHED ", "True  Speaks softly."], there.Select(h => $"{h.GetProperty("connected")} {h.GetProperty("reason")} {h.GetProperty("note")}"));
        Assert.All(there, h => Assert.Equal(both.Clinic.Housing, h.GetProperty("organisation").GetProperty("id").GetString()));
        Assert.Equal(["HERE Marguerite Okonjo", "PARTNER Rosalind Achebe"], there[1].GetProperty("joined").EnumerateArray().Select(p => $"{p.GetProperty("side")} {p.GetProperty("name")}"));
        var seen = await both.Clinic.See(referral);
        Assert.Equal(("SCHEDULED", "2031-05-07T15:00:00Z"), (LoopTenant.Status(seen), seen.GetProperty("startsAt").GetString()));
        Assert.Equal((2, 1), await LinkedHandoffTests.Counted(both.Clinic));
        Assert.Single(await WarmHandoffReportTests.Owed(both.Clinic, settled: true));

        // Each side has two, nothing went back, and of people there no id has crossed.
        Assert.Equal(2L, await both.Count(both.Alliance, "select count(*) from referrals.inbound_handoffs where tenant_id = $1"));
        Assert.Equal(2L, await both.Count(both.Clinic, "select count(*) from referrals.warm_handoffs where tenant_id = $1 and by is null and link is not null"));
        Assert.DoesNotContain(await both.Clinic.Disclosures(sender), d => d.GetProperty("description").GetString() == "Warm handoff of a referral");
        var (client, _) = await both.Alliance.TakenIn(inbound);
        Assert.Equal(2, (await both.Alliance.Disclosures(client)).Count(d => d.GetProperty("description").GetString() == "Warm handoff told to the sender of a referral"));
    }

    [Fact]
    public async Task What_is_delivered_again_counts_once()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await InboundHandoffs.Record(both, inbound, Some.Connected());
        await both.Quiet();
        foreach (var (subscriber, tenant) in new[]
        {
            ("referrals.when-inbound-moves", both.Alliance), ("referrals.when-link-arrived", both.Clinic), ("referrals.when-referrals-travel", both.Clinic),
        })
        {
            await LoopAcrossTenantsTests.Replay(tenant.Outside, subscriber);
            await both.Quiet();
        }

        Assert.Single(await WarmHandoffTold(both, referral));
        Assert.Equal((1, 1), await LinkedHandoffTests.Counted(both.Clinic));
    }

    [Theory]
    [InlineData("an id of somebody", "InvalidInput")]
    [InlineData("in the future", "InvalidInput")]
    [InlineData("before it came", "InvalidInput")]
    [InlineData("time before it", "InvalidInput")]
    [InlineData("connected and a reason", "InvalidInput")]
    [InlineData("nobody of the sender", "NobodyJoined")]
    [InlineData("declined", "NoHandoffNow")]
    [InlineData("taken back", "NoHandoffNow")]
    [InlineData("not linked any more", "SenderUnlinked")]
    public async Task What_cannot_be_is_refused(string what, string refusal)
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        var handoff = Some.Connected();
        object? at = null;
        switch (what)
        {
            case "an id of somebody": handoff = Some.Connected(new { side = "HERE", user = await both.Alliance.Person("supervisor") }); break;
            case "in the future": at = "2031-01-01T00:00:00Z"; break;
            case "before it came": at = "2020-01-01T00:00:00Z"; break;
            case "time before it": (handoff["appointmentConfirmed"], handoff["appointmentAt"]) = (true, "2020-05-01T14:00:00Z"); break;
            case "connected and a reason": handoff["reason"] = "OTHER"; break;
            case "nobody of the sender": handoff["joined"] = new[] { new { side = "PARTNER", name = "Rosalind" } }; break;
            case "declined": await both.Alliance.Handle("declineInboundReferral", new { referral = inbound, reason = "SERVICE_FULL" }); break;
            case "taken back":
                await both.Clinic.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
                break;
            default:
                await both.Alliance.Outside.Do("admin", "endTenantLink", new { link = LoopTenant.IdOf(await LinkedTenants.Only(both.Alliance.Outside)), reason = "Over." }, LinkedTenants.Link);
                break;
        }

        await both.Quiet();
        Assert.Equal(refusal, await InboundHandoffs.Refused(both.Alliance, "recordInboundHandoff", new { referral = inbound, handoff, happenedAt = at }));
        Assert.Equal(0L, await both.Count(both.Alliance, "select count(*) from referrals.inbound_handoffs where tenant_id = $1"));
    }

    [Fact]
    public async Task Whoever_did_not_send_it_from_its_own_tenant_is_written_to()
    {
        var loop = await LoopTenant.New();
        var inbound = await loop.Submit();
        Assert.Equal("NotByLink", await InboundHandoffs.Refused(loop, "recordInboundHandoff", new { referral = inbound, handoff = Some.Connected() }));
    }

    [Fact]
    public async Task What_contradicts_itself_is_not_taken_from_another_tenant_either()
    {
        var both = await LinkedTenants.New();
        var (referral, _) = await both.Send();
        var key = await both.Value<Guid>(both.Clinic, "select key from referrals.tenant_links where tenant_id = $1");
        var facts = new HandoffFacts(HandoffKind.Live, HandoffWay.Telephone, [], true, true, false, false, Connected: true);
        Assert.True(await both.Deliver(
            both.Alliance, both.Clinic, LinkMessage.Handoff, key, referral, new TravellingReplyHandoff(Guid.CreateVersion7(), facts, "Somebody", TimeProvider.System.GetUtcNow())));
        await both.Quiet();
        Assert.Empty(await WarmHandoffTold(both, referral));
        Assert.Equal("handoff-not-taken", await both.Value<string>(both.Clinic, "select result from referrals.link_arrivals where tenant_id = $1 and kind = 'handoff'"));
    }

    private static async Task<IReadOnlyList<JsonElement>> WarmHandoffTold(LinkedTenants both, string referral) => [.. (await both.Clinic.Outside.Ask("supervisor", """
        query($r: ID!) { referral(id: $r) { warmHandoffs { id connected reason note byName organisation { id } joined { side name } } } }
        """, new { r = referral })).GetProperty("referral").GetProperty("warmHandoffs").EnumerateArray()];
}

public sealed class RetractInboundHandoffTests
{
    [Fact]
    public async Task It_counts_with_the_sender_no_more_and_is_owed_again()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "planWarmHandoff", new { referral, reason = "CLIENT_ASKED" }, LoopTenant.Referral);
        var handoff = await InboundHandoffs.Record(both, inbound, Some.Connected());
        await both.Quiet();
        Assert.Empty(await WarmHandoffReportTests.Owed(both.Clinic, settled: false));
        await both.Alliance.Outside.Do("intake-worker", "retractInboundHandoff", new { handoff, reason = "DID_NOT_HAPPEN" }, InboundHandoffs.Fields);
        await both.Quiet();
        Assert.Equal((0, 0), await LinkedHandoffTests.Counted(both.Clinic));
        Assert.Single(await WarmHandoffReportTests.Owed(both.Clinic, settled: false));
        Assert.Equal("RetractedAlready", await InboundHandoffs.Refused(both.Alliance, "retractInboundHandoff", new { handoff, reason = "DUPLICATE" }));
    }

    [Fact]
    public async Task Each_side_takes_back_what_it_wrote_and_where_it_did()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await both.Clinic.Answer(referral, "recordWarmHandoff", new { handoff = Some.Connected() }, LoopTenant.Referrer);
        await InboundHandoffs.Record(both, inbound, Some.Connected());
        await both.Quiet();
        var theirs = await both.Value<Guid>(both.Alliance, "select id from referrals.inbound_handoffs where tenant_id = $1 and told is null");
        Assert.Equal("NotYourHandoff", await InboundHandoffs.Refused(
            both.Alliance, "retractInboundHandoff", new { handoff = Platform.Id.Format(new Contracts.InboundHandoffId(theirs)), reason = "DUPLICATE" }));
        var told = await both.Value<Guid>(both.Clinic, "select id from referrals.warm_handoffs where tenant_id = $1 and link is not null");
        var input = new { handoff = Platform.Id.Format(new Contracts.WarmHandoffId(told)), reason = "DUPLICATE" };
        foreach (var who in new[] { LoopTenant.Referrer, LoopTenant.Partner })
        {
            Assert.Equal("NotYourHandoff", (await both.Clinic.Outside.Refused(who, "retractWarmHandoff", input, LoopTenant.Received))[0].GetProperty("__typename").GetString());
        }
    }
}

/// <summary>What the tests of handoffs of both sides do there.</summary>
internal static class InboundHandoffs
{
    public const string Fields = "inboundHandoff { id connected fromSender byName note clientAgreed everybody { name } }";

    public static async Task<string> Record(LinkedTenants both, string inbound, Dictionary<string, object?> handoff)
    {
        var told = await both.Alliance.Outside.Do("intake-worker", "recordInboundHandoff", new { referral = inbound, handoff }, Fields);
        Assert.False(told.GetProperty("fromSender").GetBoolean());
        return LoopTenant.IdOf(told);
    }

    public static async Task<string> Refused(LoopTenant loop, string mutation, object input) =>
        (await loop.Outside.Refused("intake-worker", mutation, input, Fields))[0].GetProperty("__typename").GetString()!;
}
