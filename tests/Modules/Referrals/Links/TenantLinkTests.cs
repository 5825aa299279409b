using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class AskTenantLinkTests
{
    [Fact]
    public async Task The_other_hears_the_question_as_work_and_who_asks_and_nothing_else()
    {
        var both = await LinkedTenants.Strangers();
        await both.Ask();
        var theirs = await LinkedTenants.Only(both.Alliance.Outside);
        Assert.Equal(("ASKED", "Harbor Community Health", false), (
            theirs.GetProperty("state").GetString(), theirs.GetProperty("otherName").GetString(), theirs.GetProperty("askedByUs").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("partner").ValueKind);
        Assert.Equal(["tenant-link"], await both.Alliance.Work(LoopTenant.IdOf(theirs)));
        var ours = await LinkedTenants.Only(both.Clinic.Outside);
        Assert.Equal(both.Alliance.Outside.Tenant.Slug, ours.GetProperty("otherName").GetString());
    }

    [Fact]
    public async Task Whether_somebody_is_a_tenant_nobody_learns_by_asking()
    {
        var loop = await LoopTenant.New();
        var link = await loop.Outside.Do("admin", "askTenantLink", new { partner = loop.Housing, tenant = "no-such-tenant" }, LinkedTenants.Link);
        await loop.Outside.Quiet();
        Assert.Equal(("ASKED", "ASKED"), (
            link.GetProperty("state").GetString(), (await LinkedTenants.Only(loop.Outside)).GetProperty("state").GetString()));
    }

    [Fact]
    public async Task One_link_to_a_partner_is_enough_and_nobody_links_with_themselves()
    {
        var both = await LinkedTenants.Strangers();
        await both.Ask();
        var clinic = both.Clinic.Outside;
        Assert.Equal("AlreadyLinked", await Refusal(both.Clinic, new { partner = both.Clinic.Housing, tenant = "somebody" }));
        Assert.Equal("InvalidInput", await Refusal(both.Clinic, new { partner = both.Clinic.FoodShelf, tenant = clinic.Tenant.Slug }));
        Assert.Equal("NotFound", await Refusal(both.Clinic, new { partner = "org_00000000000000000000000000", tenant = "somebody" }));
        Assert.True((await clinic.Send(LoopTenant.Referrer, "{ tenantLinks { id } }")).TryGetProperty("errors", out _));
    }

    private static async Task<string> Refusal(LoopTenant loop, object input) =>
        (await loop.Outside.Refused("admin", "askTenantLink", input, LinkedTenants.Link))[0].GetProperty("__typename").GetString()!;
}

public sealed class AnswerTenantLinkTests
{
    [Fact]
    public async Task The_one_that_was_asked_agrees_and_both_know_by_what_name_the_other_goes()
    {
        var both = await LinkedTenants.New();
        var (ours, theirs) = (await LinkedTenants.Only(both.Clinic.Outside), await LinkedTenants.Only(both.Alliance.Outside));
        Assert.Equal(("ACCEPTED", "Harbor Community Health", "Keystone Housing Alliance"), (
            ours.GetProperty("state").GetString(), ours.GetProperty("otherName").GetString(), ours.GetProperty("partner").GetProperty("name").GetString()));
        Assert.Equal(("ACCEPTED", "St. Brigid Hospital"), (theirs.GetProperty("state").GetString(), theirs.GetProperty("partner").GetProperty("name").GetString()));
        Assert.Empty(await both.Alliance.Work(LoopTenant.IdOf(theirs)));
    }

    [Fact]
    public async Task Whoever_asked_cannot_answer_and_an_answer_is_given_once()
    {
        var both = await LinkedTenants.Strangers();
        var ours = await both.Ask();
        Assert.Equal("LinkWrongState", await Refusal(both.Clinic, new { link = ours, accept = true, partner = both.Clinic.Housing }));
        var theirs = LoopTenant.IdOf(await LinkedTenants.Only(both.Alliance.Outside));
        Assert.Equal("InvalidInput", await Refusal(both.Alliance, new { link = theirs, accept = true }));
        Assert.Equal("NotFound", await Refusal(both.Alliance, new { link = ours, accept = true, partner = both.Alliance.Hospital }));
        await both.Answer(accept: false);
        Assert.Equal("LinkWrongState", await Refusal(both.Alliance, new { link = theirs, accept = true, partner = both.Alliance.Hospital }));
        Assert.Equal("DECLINED", (await LinkedTenants.Only(both.Clinic.Outside)).GetProperty("state").GetString());
    }

    private static async Task<string> Refusal(LoopTenant loop, object input) =>
        (await loop.Outside.Refused("admin", "answerTenantLink", input, LinkedTenants.Link))[0].GetProperty("__typename").GetString()!;
}

public sealed class EndTenantLinkTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_side_ends_it_and_then_nothing_is_sent_and_no_outcome_told(bool byAlliance)
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        var (one, other) = byAlliance ? (both.Alliance, both.Clinic) : (both.Clinic, both.Alliance);
        var link = LoopTenant.IdOf(await LinkedTenants.Only(one.Outside));
        await one.Outside.Do("admin", "endTenantLink", new { link, reason = "The contract ran out." }, LinkedTenants.Link);
        await both.Quiet();
        var theirs = await LinkedTenants.Only(other.Outside);
        Assert.Equal("ENDED", theirs.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, theirs.GetProperty("endReason").ValueKind);
        Assert.Equal("LinkWrongState", (await one.Outside.Refused("admin", "endTenantLink", new { link, reason = "Again." }, LinkedTenants.Link))[0]
            .GetProperty("__typename").GetString());

        var next = await both.Draft();
        Assert.Equal("PartnerNotLinked", (await both.Clinic.Outside.Refused(LoopTenant.Referrer, "sendReferral", new { referral = next }, LoopTenant.Referral))[0]
            .GetProperty("__typename").GetString());
        await both.Alliance.Handle("acceptInboundReferral", new { referral = inbound });
        Assert.Equal("SenderUnlinked", (await both.Alliance.Outside.Refused(
            "intake-worker", "reportInboundOutcome", new { referral = inbound, met = "MET" }, InboundTenant.Inbound))[0].GetProperty("__typename").GetString());
        await both.Quiet();
        Assert.Equal("SENT", await both.Status(referral));
    }

    [Fact]
    public async Task A_question_that_is_taken_back_is_gone_there_as_well()
    {
        var both = await LinkedTenants.Strangers();
        var link = await both.Ask();
        await both.Clinic.Outside.Do("admin", "endTenantLink", new { link, reason = "Asked the wrong one." }, LinkedTenants.Link);
        await both.Quiet();
        var theirs = await LinkedTenants.Only(both.Alliance.Outside);
        Assert.Equal("ENDED", theirs.GetProperty("state").GetString());
        Assert.Empty(await both.Alliance.Work(LoopTenant.IdOf(theirs)));
    }
}
