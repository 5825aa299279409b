using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class ReceiveInboundReferralTests
{
    [Fact]
    public async Task What_a_partner_sends_becomes_an_inquiry_of_the_front_door_and_work_until_somebody_looks()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var seen = await loop.SeeInbound(referral);
        Assert.Equal(("PLATFORM", "KH-1", "Keystone Housing Alliance", "SENT"), (
            seen.GetProperty("via").GetString(), seen.GetProperty("reference").GetString(), seen.GetProperty("senderName").GetString(), LoopTenant.Status(seen)));
        var inquiry = seen.GetProperty("inquiry");
        Assert.Equal(("PARTNER_REFERRAL", "Keystone Housing Alliance", "Sleeps in a car."), (
            inquiry.GetProperty("door").GetString(), inquiry.GetProperty("referring").GetProperty("name").GetString(), inquiry.GetProperty("reason").GetString()));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("person").ValueKind);
        Assert.Equal(["inbound-referral"], await loop.Work(referral));
    }

    [Fact]
    public async Task The_same_reference_again_changes_nothing_and_is_answered_with_the_first()
    {
        var loop = await LoopTenant.New();
        var (first, second) = (await loop.Submit(), await loop.Submit(priority: "URGENT"));
        Assert.Equal(first, second);
        var all = await loop.Outside.Ask("supervisor", "{ inboundReferrals { nodes { id priority } } inquiries { nodes { id } } }");
        Assert.Equal("ROUTINE", Assert.Single(all.GetProperty("inboundReferrals").GetProperty("nodes").EnumerateArray()).GetProperty("priority").GetString());
        Assert.Single(all.GetProperty("inquiries").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task Many_at_once_with_one_reference_make_one()
    {
        var loop = await LoopTenant.New();
        var person = InboundTenant.Somebody();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => loop.Outside.Send(
            LoopTenant.Partner,
            "mutation($p: ReferredInInput!) { receiveInboundReferral(input: { person: $p, need: \"homelessness\", reference: \"KH-9\" }) { errors { code } } }",
            new { p = person })));
        await loop.Outside.Quiet();
        var all = await loop.Outside.Ask("supervisor", "{ inboundReferrals { nodes { id } } inquiries { nodes { id } } }");
        Assert.Single(all.GetProperty("inboundReferrals").GetProperty("nodes").EnumerateArray());
        Assert.Single(all.GetProperty("inquiries").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task Somebody_who_is_known_here_is_recognised()
    {
        var loop = await LoopTenant.New();
        var known = await loop.Outside.Do("intake-worker", "registerClient", new
        {
            person = new { given = "Ilse", family = "Marchetti", birthDate = "1979-02-11", phones = new[] { "617-555-0143" } },
        }, "client { id }");
        var referral = await loop.Submit(person: new { given = "Ilse", family = "Marchetti", birthDate = "1979-02-11", phone = "617-555-0143" });
        Assert.Equal(LoopTenant.IdOf(known), (await loop.TakenIn(referral)).Client);
    }

    [Fact]
    public async Task Staff_write_down_what_a_hospital_faxed_and_a_practice_that_nobody_knows_said_on_the_telephone()
    {
        var loop = await LoopTenant.New();
        var fax = await loop.Outside.Do("intake-worker", "receiveInboundReferral", new
        {
            person = InboundTenant.Somebody(),
            need = "outpatient-mental-health",
            reference = "SB-77",
            sender = loop.Hospital,
            via = "FAX",
            contactName = "Nurse Adeyemi",
            contactPhone = "617-555-0101",
            receivedAt = TimeProvider.System.GetUtcNow().AddHours(-3),
        }, InboundTenant.Submitted);
        var call = await loop.Outside.Do("intake-worker", "receiveInboundReferral", new
        {
            person = InboundTenant.Somebody(),
            need = "primary-care",
            senderName = "Dr. Osei's practice",
            via = "PHONE",
        }, InboundTenant.Submitted);
        await loop.Outside.Quiet();
        var byFax = await loop.SeeInbound(LoopTenant.IdOf(fax));
        Assert.Equal("HOSPITAL", byFax.GetProperty("inquiry").GetProperty("door").GetString());
        Assert.Equal("St. Brigid Hospital", byFax.GetProperty("senderName").GetString());
        Assert.Equal("Dr. Osei's practice", (await loop.SeeInbound(LoopTenant.IdOf(call))).GetProperty("inquiry").GetProperty("referringName").GetString());
    }

    [Fact]
    public async Task A_partner_refers_for_itself_only_with_a_reference_of_its_own_and_a_need_that_is_known()
    {
        var loop = await LoopTenant.New();
        var person = InboundTenant.Somebody();
        async Task<string> Path(string who, object input) =>
            (await loop.Outside.Refused(who, "receiveInboundReferral", input, InboundTenant.Submitted))[0].GetProperty("path").GetString()!;
        Assert.Equal("input", await Path(LoopTenant.Partner, new { person, need = "homelessness", reference = "1", sender = loop.Hospital }));
        Assert.Equal("input.reference", await Path(LoopTenant.Partner, new { person, need = "homelessness" }));
        Assert.Equal("input.need", await Path(LoopTenant.Partner, new { person, need = "a-pony", reference = "1" }));
        Assert.Equal("input.sender", await Path("intake-worker", new { person, need = "homelessness", reference = "1" }));
        Assert.Equal("input.client", await Path("intake-worker", new
        {
            person = new { },
            need = "homelessness",
            sender = loop.Hospital,
            via = "FAX",
            client = "cli_00000000000000000000000000",
        }));
    }

    [Fact]
    public async Task A_sender_sees_its_own_only_and_staff_see_nothing_there()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do("intake-worker", "receiveInboundReferral", new
        {
            person = InboundTenant.Somebody(),
            need = "homelessness",
            reference = "SB-78",
            sender = loop.Hospital,
            via = "FAX",
        }, InboundTenant.Submitted);
        await loop.Submit();
        const string All = "{ referralsWeSubmitted { nodes { reference } } referralWeSubmitted(reference: \"SB-78\") { id } }";
        var seen = await loop.Outside.Ask(LoopTenant.Partner, All);
        Assert.Equal("KH-1", Assert.Single(seen.GetProperty("referralsWeSubmitted").GetProperty("nodes").EnumerateArray()).GetProperty("reference").GetString());
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("referralWeSubmitted").ValueKind);
        Assert.Empty((await loop.Outside.Ask("intake-worker", All)).GetProperty("referralsWeSubmitted").GetProperty("nodes").EnumerateArray());
        Assert.True((await loop.Outside.Send(LoopTenant.Partner, "{ inboundReferrals { nodes { id } } }")).TryGetProperty("errors", out _));
    }
}
