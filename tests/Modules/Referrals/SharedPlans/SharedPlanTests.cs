using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class OpenSharedPlanTests
{
    [Fact]
    public async Task A_person_has_one_open_plan_with_somebody_responsible_and_its_review_is_work_on_its_day()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        var plan = await coalition.Open(client);
        Assert.Equal("PlanAlreadyOpen", await coalition.Refused("supervisor", "openSharedPlan", new { client, reviewOn = PlanTenant.Day(9) }, PlanTenant.Plan));
        Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Owner, "openSharedPlan", new { client = await coalition.Client(), reviewOn = PlanTenant.Day(-2) }, PlanTenant.Plan));
        Assert.Equal("Anneliese Pham", (await coalition.See(plan)).GetProperty("owner").GetProperty("name").GetString());
        Assert.Empty(await coalition.Work(plan));
        await coalition.Outside.Forward(TimeSpan.FromDays(92));
        Assert.Equal(["plan-review"], await coalition.Work(plan));
    }

    [Fact]
    public async Task Another_tenant_knows_nothing_of_it()
    {
        var (here, there) = (await PlanTenant.New(), await PlanTenant.New());
        var plan = await here.Shared(PlanTenant.Pantry);
        Assert.Equal("NotFound", await there.Refused("supervisor", "endSharedPlan", new { plan, reason = "OTHER" }, PlanTenant.Plan));
        Assert.Empty((await there.Seen(PlanTenant.Pantry)).GetProperty("data").GetProperty("plansSharedWithUs").GetProperty("nodes").EnumerateArray());
        Assert.Equal("NotYourPlan", await there.Refused(PlanTenant.Pantry, "writePlanNote", new { plan, text = "x" }, PlanTenant.Note));
    }
}

public sealed class WhenPlanOwnerLeavesTests
{
    [Fact]
    public async Task The_plan_goes_to_the_successor_and_otherwise_a_supervisor_says_who_goes_on()
    {
        var coalition = await PlanTenant.New();
        var (plan, other) = (await coalition.Open(await coalition.Client()), await coalition.Open(await coalition.Client()));
        var (owner, director, supervisor) = (await Person(coalition, PlanTenant.Owner), await Person(coalition, "clinical-director"), await Person(coalition, "supervisor"));
        await coalition.Outside.Do("supervisor", "reviewSharedPlan", new { plan = other, nextReviewOn = PlanTenant.Day(200), owner = director }, PlanTenant.Plan);
        await coalition.Outside.Do("admin", "deactivateUser", new { user = owner }, "user { id }");
        Assert.Equal(["plan-passed-on"], await coalition.Work(plan));
        Assert.Equal("Marisol Trujillo-Beck", (await coalition.See(plan)).GetProperty("owner").GetProperty("name").GetString());
        await coalition.Outside.Do("supervisor", "reviewSharedPlan", new { plan, nextReviewOn = PlanTenant.Day(200) }, PlanTenant.Plan);
        Assert.Empty(await coalition.Work(plan));

        await coalition.Outside.Do("admin", "deactivateUser", new { user = director, successor = supervisor }, "user { id }");
        Assert.Empty(await coalition.Work(other));
        var passed = await coalition.See(other);
        Assert.Equal("Marisol Trujillo-Beck", passed.GetProperty("owner").GetProperty("name").GetString());
        var step = passed.GetProperty("history").EnumerateArray().Single(h => h.GetProperty("kind").GetString() == "PASSED_ON");
        Assert.Equal("owner-left", step.GetProperty("reason").GetString());
    }

    private static async Task<string?> Person(PlanTenant coalition, string subject) =>
        (await coalition.Outside.Ask(subject, "{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
}

public sealed class ReviewSharedPlanTests
{
    [Fact]
    public async Task A_review_sets_the_next_day_can_hand_the_plan_over_and_settles_the_work()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Open(await coalition.Client());
        await coalition.Outside.Forward(TimeSpan.FromDays(92));
        Assert.Equal("VersionConflict", await coalition.Refused(
            PlanTenant.Owner, "reviewSharedPlan", new { plan, nextReviewOn = PlanTenant.Day(200), expectedVersion = 7 }, PlanTenant.Plan));
        Assert.Equal("InvalidInput", await coalition.Refused(PlanTenant.Owner, "reviewSharedPlan", new { plan, nextReviewOn = PlanTenant.Day(91) }, PlanTenant.Plan));
        var supervisor = (await coalition.Outside.Ask("supervisor", "{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await coalition.Outside.Do(PlanTenant.Owner, "reviewSharedPlan", new { plan, nextReviewOn = PlanTenant.Day(200), owner = supervisor, expectedVersion = 1 }, PlanTenant.Plan);
        Assert.Empty(await coalition.Work(plan));
        Assert.Equal("Marisol Trujillo-Beck", (await coalition.See(plan)).GetProperty("owner").GetProperty("name").GetString());
    }
}

public sealed class EndSharedPlanTests
{
    [Fact]
    public async Task What_is_open_ends_with_the_plan_and_nobody_else_is_shown_it_any_more()
    {
        var coalition = await PlanTenant.New();
        var plan = await coalition.Shared(PlanTenant.Pantry);
        var (goal, action) = (await coalition.Goal(plan), await coalition.Action(plan));
        await coalition.Outside.Do(PlanTenant.Owner, "endSharedPlan", new { plan, reason = "GOALS_REACHED" }, PlanTenant.Plan);
        Assert.Empty(await coalition.Work(action));
        Assert.Equal("PlanHasEnded", await coalition.Refused(PlanTenant.Owner, "settlePlanEntry", new { entry = goal }, PlanTenant.Entry));
        var seen = await coalition.SeenPlan(PlanTenant.Pantry);
        Assert.Equal(("ENDED", 0, 0), (seen.GetProperty("state").GetString(), seen.GetProperty("entries").GetArrayLength(), seen.GetProperty("members").GetArrayLength()));
        Assert.All((await coalition.See(plan)).GetProperty("entries").EnumerateArray(), e => Assert.Equal("DROPPED", e.GetProperty("state").GetString()));
    }
}

/// <summary>What becomes of a plan when care ends, records are merged, or a consent ends.</summary>
public sealed class PlanClientTests
{
    [Fact]
    public async Task A_consent_that_is_taken_back_shuts_the_plan_at_once_with_the_reason_and_somebody_is_told_until_there_is_another()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        var consent = await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        var member = await coalition.Join(plan, PlanTenant.Pantry);
        await coalition.Goal(plan);
        await coalition.Revoke(consent);

        var answer = await coalition.Seen(PlanTenant.Pantry);
        var seen = answer.GetProperty("data").GetProperty("plansSharedWithUs").GetProperty("nodes")[0];
        Assert.DoesNotContain("cook", answer.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Zora", answer.GetRawText(), StringComparison.Ordinal);
        var entry = Assert.Single(seen.GetProperty("entries").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (entry.GetProperty("words").ValueKind, entry.GetProperty("state").ValueKind));
        Assert.Contains("a consent is needed", answer.GetProperty("extensions").GetProperty("redactions").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("PlanConsentMissing", await coalition.Refused(PlanTenant.Pantry, "writePlanEntry", new { plan, kind = "GOAL", words = "x", need = "food-insecurity" }, PlanTenant.Entry));

        Assert.Equal(["plan-consent-lost"], await coalition.Work(member));
        Assert.NotEqual(JsonValueKind.Null, Assert.Single((await coalition.See(plan)).GetProperty("members").EnumerateArray()).GetProperty("consentLostAt").ValueKind);
        await coalition.Agree(client, [PlanTenant.Pantry]);
        Assert.Empty(await coalition.Work(member));
        Assert.Equal("I want to cook again.", (await coalition.SeenPlan(PlanTenant.Pantry)).GetProperty("entries")[0].GetProperty("words").GetString());
    }

    [Fact]
    public async Task A_referral_to_the_same_partner_shows_nothing_of_the_plan_without_a_consent()
    {
        var coalition = await PlanTenant.New();
        var client = await coalition.Client();
        var consent = await coalition.Agree(client, [PlanTenant.Clinic], ["A", "B", "C", "G"], "SPECIFIC", "HIPAA");
        var plan = await coalition.Open(client);
        await coalition.Join(plan, PlanTenant.Clinic, "primary-care");
        await coalition.Goal(plan);
        var service = PlanTenant.IdOf(await coalition.Outside.Do("supervisor", "writeServiceEntry", new
        {
            partner = coalition.Partners[PlanTenant.Clinic],
            entry = new { name = "Checks", needs = new[] { "primary-care" } },
        }, "serviceEntry { id }"));
        var referral = PlanTenant.IdOf(await coalition.Outside.Do(PlanTenant.Owner, "draftReferral", new { client, service, need = "primary-care" }, "referral { id }"));
        await coalition.Outside.Do(PlanTenant.Owner, "sendReferral", new { referral, noAgreementReason = "Being written." }, "referral { id }");
        await coalition.Revoke(consent);
        var entry = Assert.Single((await coalition.SeenPlan(PlanTenant.Clinic)).GetProperty("entries").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (entry.GetProperty("words").ValueKind, entry.GetProperty("need").ValueKind));
    }

    [Fact]
    public async Task When_care_here_ends_somebody_says_what_becomes_of_the_plan_and_a_death_ends_it()
    {
        var coalition = await PlanTenant.New();
        var (moved, died) = (await coalition.Client(), await coalition.Client());
        var (goesOn, ends) = (await coalition.Open(moved), await coalition.Open(died));
        await Discharge(coalition, moved, "MOVED_AWAY");
        await Discharge(coalition, died, "DIED");
        Assert.Equal(["plan-client-left"], await coalition.Work(goesOn));
        Assert.Equal("CLIENT_DIED", (await coalition.See(ends)).GetProperty("endReason").GetString());
    }

    [Fact]
    public async Task After_a_merge_two_open_plans_are_work_and_once_separated_each_has_its_own_again()
    {
        var coalition = await PlanTenant.New();
        var (stays, other) = (await coalition.Client(), await coalition.Client());
        var (kept, twice) = (await coalition.Open(stays), await coalition.Open(other));
        await coalition.Outside.Do("supervisor", "mergeClients", new { survivor = stays, merged = other, reason = "one person" }, "clientMerge { id }");
        Assert.Equal(["plan-doubled"], await coalition.Work(twice));
        Assert.Equal(stays, PlanTenant.IdOf((await coalition.See(twice)).GetProperty("client")));
        await coalition.Outside.Do("supervisor", "separateClients", new { merged = other, reason = "two people" }, "clientMerge { id }");
        await coalition.Outside.Quiet();
        Assert.Equal((stays, other), (PlanTenant.IdOf((await coalition.See(kept)).GetProperty("client")), PlanTenant.IdOf((await coalition.See(twice)).GetProperty("client"))));
    }

    private static async Task Discharge(PlanTenant coalition, string client, string reason)
    {
        await coalition.Outside.Do("supervisor", "dischargeClient", new { client, reason }, "discharge { id }");
        await coalition.Outside.Quiet();
    }
}
