using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class InvitePlanPartnerTests
{
    [Fact]
    public async Task Without_a_consent_that_reaches_it_nobody_is_invited_and_what_is_missing_is_said()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        await coalition.Invite(plan, PlanTenant.Pantry);
        var refused = (await coalition.Outside.Refused(
            PlanTenant.Owner, "invitePlanPartner",
            new { plan, partner = coalition.Partners[PlanTenant.Housing], need = "homelessness", role = "A room" }, PlanTenant.Member))[0];
        Assert.Equal(("PlanConsentMissing", "input.partner"), (refused.GetProperty("__typename").GetString(), refused.GetProperty("path").GetString()));
        Assert.Contains("draftConsent", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty((await coalition.Seen(PlanTenant.Housing)).GetProperty("data").GetProperty("plansSharedWithUs").GetProperty("nodes").EnumerateArray());

        var sharing = (await coalition.Outside.Ask(
            PlanTenant.Owner, "query($p: ID!, $o: ID!) { sharedPlanSharing(plan: $p, partner: $o) { consent missing parts { name shared rule } } }",
            new { p = plan, o = coalition.Partners[PlanTenant.Housing] })).GetProperty("sharedPlanSharing");
        Assert.Equal(JsonValueKind.Null, sharing.GetProperty("consent").ValueKind);
        Assert.All(sharing.GetProperty("parts").EnumerateArray(), p => Assert.False(p.GetProperty("shared").GetBoolean()));
    }

    [Fact]
    public async Task A_partner_is_a_member_once_at_a_time_for_a_need_that_is_known()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry);
        var partner = coalition.Partners[PlanTenant.Pantry];
        Assert.Equal("AlreadyThere", await coalition.Refused(
            PlanTenant.Owner, "invitePlanPartner", new { plan, partner, need = "food-insecurity", role = "Food" }, PlanTenant.Member));
        Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Owner, "invitePlanPartner", new { plan, partner, need = "zq", role = "Food" }, PlanTenant.Member));
        Assert.Equal("NotFound", await coalition.Refused("intake-worker", "invitePlanPartner", new { plan, partner, need = "food-insecurity", role = "Food" }, PlanTenant.Member));
    }
}

public sealed class AnswerPlanInvitationTests
{
    [Fact]
    public async Task Who_has_not_answered_is_shown_whose_plan_it_is_and_nothing_of_it_and_the_answer_is_work_until_then()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        await coalition.Goal(plan);
        var member = PlanTenant.IdOf(await coalition.Invite(plan, PlanTenant.Pantry));
        Assert.Equal(["plan-invitation"], await coalition.Work(member));
        var seen = await coalition.SeenPlan(PlanTenant.Pantry);
        Assert.StartsWith("Zora", seen.GetProperty("person").GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Empty(seen.GetProperty("entries").EnumerateArray());
        Assert.Equal("NotYourPlan", await coalition.Refused(PlanTenant.Pantry, "writePlanEntry", new { plan, kind = "GOAL", words = "x", need = "food-insecurity" }, PlanTenant.Entry));

        await coalition.Outside.Do(PlanTenant.Pantry, "answerPlanInvitation", new { member, accept = true }, PlanTenant.Received);
        Assert.Empty(await coalition.Work(member));
        Assert.Equal("I want to cook again.", Assert.Single((await coalition.SeenPlan(PlanTenant.Pantry)).GetProperty("entries").EnumerateArray()).GetProperty("words").GetString());
        Assert.Equal("PlanMemberStands", await coalition.Refused(PlanTenant.Pantry, "answerPlanInvitation", new { member, accept = true }, PlanTenant.Received));
    }

    [Fact]
    public async Task A_no_has_a_reason_and_an_invitation_of_another_organisation_is_not_there()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        var member = PlanTenant.IdOf(await coalition.Invite(plan, PlanTenant.Pantry));
        Assert.Equal("NotFound", await coalition.Refused(PlanTenant.Housing, "answerPlanInvitation", new { member, accept = true }, PlanTenant.Received));
        Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Pantry, "answerPlanInvitation", new { member, accept = false }, PlanTenant.Received));
        Assert.Equal("VersionConflict", await coalition.Refused(PlanTenant.Pantry, "answerPlanInvitation", new { member, accept = true, expectedVersion = 9 }, PlanTenant.Received));
        await coalition.Outside.Do(PlanTenant.Pantry, "answerPlanInvitation", new { member, accept = false, reason = "NO_CAPACITY" }, PlanTenant.Received);
        var there = Assert.Single((await coalition.See(plan)).GetProperty("members").EnumerateArray());
        Assert.Equal(("DECLINED", "NO_CAPACITY"), (there.GetProperty("state").GetString(), there.GetProperty("reason").GetString()));
        Assert.NotEqual(member, PlanTenant.IdOf(await coalition.Invite(plan, PlanTenant.Pantry)));
    }

    [Fact]
    public async Task Between_the_invitation_and_the_answer_a_consent_can_end_and_then_nobody_takes_part()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        var consent = await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        var member = PlanTenant.IdOf(await coalition.Invite(plan, PlanTenant.Pantry));
        await coalition.Revoke(consent);
        Assert.Equal("PlanConsentMissing", await coalition.Refused(PlanTenant.Pantry, "answerPlanInvitation", new { member, accept = true }, PlanTenant.Received));
    }
}

public sealed class LeaveSharedPlanTests
{
    [Fact]
    public async Task What_a_partner_had_taken_on_is_open_again_when_it_leaves_and_it_keeps_its_own_notes_and_nothing_else()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry);
        var action = await coalition.Action(plan);
        await coalition.Outside.Do(PlanTenant.Pantry, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
        await coalition.Outside.Do(PlanTenant.Pantry, "writePlanNote", new { plan, text = "Likes rice." }, PlanTenant.Note);
        Assert.Equal(["plan-commitment"], await coalition.Work(action));
        var member = PlanTenant.IdOf(await coalition.SeenPlan(PlanTenant.Pantry));
        Assert.Equal("NotFound", await coalition.Refused(PlanTenant.Housing, "leaveSharedPlan", new { member, reason = "OTHER" }, PlanTenant.Received));
        await coalition.Outside.Do(PlanTenant.Pantry, "leaveSharedPlan", new { member, reason = "NO_CAPACITY" }, PlanTenant.Received);
        Assert.Equal(["plan-action"], await coalition.Work(action));
        var left = await coalition.SeenPlan(PlanTenant.Pantry);
        Assert.Equal(("LEFT", JsonValueKind.Null), (left.GetProperty("state").GetString(), left.GetProperty("person").ValueKind));
        Assert.Empty(left.GetProperty("entries").EnumerateArray());
        Assert.Empty(left.GetProperty("members").EnumerateArray());
        Assert.Equal("Likes rice.", Assert.Single(left.GetProperty("ourNotes").EnumerateArray()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task People_here_take_a_partner_out_with_a_reason_and_the_history_says_who_did()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry);
        var member = PlanTenant.IdOf(await coalition.SeenPlan(PlanTenant.Pantry));
        await coalition.Outside.Do(PlanTenant.Owner, "leaveSharedPlan", new { member, reason = "CLIENT_ASKED" }, PlanTenant.Received);
        Assert.Equal("PlanMemberStands", await coalition.Refused(PlanTenant.Pantry, "leaveSharedPlan", new { member, reason = "OTHER" }, PlanTenant.Received));
        var last = (await coalition.See(plan)).GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("REMOVED", "client-asked", false), (last.GetProperty("kind").GetString(), last.GetProperty("reason").GetString(), last.GetProperty("byPartner").GetBoolean()));
    }
}
