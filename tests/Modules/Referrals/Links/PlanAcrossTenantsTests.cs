using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A plan that a coalition convenes and in which another tenant takes part: its people see the shared part in their own front door.</summary>
public sealed class PlanAcrossTenantsTests
{
    [Fact]
    public async Task Whoever_takes_part_sees_the_goals_steps_and_shared_notes_as_they_stand()
    {
        var (coalition, member) = await LinkedPlans.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        await coalition.Goal(plan);
        var part = PlanTenant.IdOf(await coalition.Invite(plan, PlanTenant.Pantry));
        await LinkedPlans.Quiet(coalition, member);
        // Whoever is invited is shown whose plan it is, and nothing of what stands in it.
        var invited = Assert.Single(await LinkedPlans.Seen(member));
        Assert.Equal(("INVITED", "Food each week"), (invited.GetProperty("state").GetString(), invited.GetProperty("role").GetString()));
        Assert.Empty(LinkedPlans.Words(invited));
        Assert.Contains(await LinkedPlans.Disclosures(coalition, client), d => d is "Shared plan told to one that is invited");

        await coalition.Outside.Do(PlanTenant.Owner, "answerPlanInvitation", new { member = part, accept = true }, PlanTenant.Received);
        await LinkedPlans.Quiet(coalition, member);
        var seen = Assert.Single(await LinkedPlans.Seen(member));
        Assert.Equal(("Food each week", "I want to cook again."), (seen.GetProperty("role").GetString(), LinkedPlans.Words(seen).Single()));
        Assert.StartsWith("Zora", seen.GetProperty("name").GetString(), StringComparison.Ordinal);

        var action = await coalition.Action(plan);
        await coalition.Outside.Do(PlanTenant.Owner, "writePlanNote", new { plan, text = "zq-own" }, PlanTenant.Note);
        var note = PlanTenant.IdOf(await coalition.Outside.Do(PlanTenant.Owner, "writePlanNote", new { plan, text = "Likes rice.", shared = true }, PlanTenant.Note));
        await coalition.Outside.Do(PlanTenant.Owner, "takeOnPlanAction", new { entry = action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
        await LinkedPlans.Quiet(coalition, member);
        seen = Assert.Single(await LinkedPlans.Seen(member));
        Assert.Equal(["I want to cook again.", "Bring a box each week."], LinkedPlans.Words(seen));
        var step = seen.GetProperty("entries")[1];
        Assert.Equal(("TAKEN", true), (step.GetProperty("state").GetString(), step.GetProperty("takenByConvenor").GetBoolean()));
        Assert.Equal("Likes rice.", Assert.Single(seen.GetProperty("notes").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(0L, await LinkedPlans.Count(member, "select count(*) from referrals.plans_elsewhere p where tenant_id = $1 and to_jsonb(p)::text like '%zq-own%'"));

        await coalition.Outside.Do(PlanTenant.Owner, "takeBackPlanNote", new { note, reason = "TOO_MUCH" }, PlanTenant.Note);
        await LinkedPlans.Quiet(coalition, member);
        Assert.Empty(Assert.Single(await LinkedPlans.Seen(member)).GetProperty("notes").EnumerateArray());
        Assert.Contains(await LinkedPlans.Disclosures(coalition, client), d => d is "Shared plan told to one that takes part");
    }

    [Theory]
    [InlineData("the consent ends")]
    [InlineData("it leaves")]
    [InlineData("the plan ends")]
    [InlineData("the link ends there")]
    [InlineData("the link ends here")]
    public async Task What_was_shared_is_gone_when(string what)
    {
        var (coalition, member) = await LinkedPlans.New();
        var client = await coalition.Client();
        var consent = await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        await coalition.Goal(plan);
        var part = await LinkedPlans.Join(coalition, plan);
        await LinkedPlans.Quiet(coalition, member);
        Assert.Single(await LinkedPlans.Seen(member));
        switch (what)
        {
            case "the consent ends": await coalition.Revoke(consent); break;
            case "it leaves":
                await coalition.Outside.Do(PlanTenant.Owner, "leaveSharedPlan", new { member = part, reason = "PART_DONE" }, PlanTenant.Received);
                break;
            case "the plan ends": await coalition.Outside.Do(PlanTenant.Owner, "endSharedPlan", new { plan, reason = "GOALS_REACHED" }, PlanTenant.Plan); break;
            default:
                var tenant = what is "the link ends here" ? coalition.Outside : member.Outside;
                await tenant.Do("admin", "endTenantLink", new { link = LoopTenant.IdOf(await LinkedTenants.Only(tenant)), reason = "Over." }, LinkedTenants.Link);
                break;
        }

        await LinkedPlans.Quiet(coalition, member);
        Assert.Empty(await LinkedPlans.Seen(member));
        // Not hidden, but gone.
        Assert.Equal(0L, await LinkedPlans.Count(member, "select count(*) from referrals.plans_elsewhere where tenant_id = $1 and shown is not null"));
        Assert.Equal(0L, await LinkedPlans.Count(member, "select count(*) from referrals.link_arrivals where tenant_id = $1 and body is not null"));
    }

    [Fact]
    public async Task A_consent_that_reaches_less_leaves_less_there_and_a_new_one_brings_it_back()
    {
        var (coalition, member) = await LinkedPlans.New();
        var client = await coalition.Client();
        var consent = await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        await coalition.Goal(plan);
        await coalition.Goal(plan, "I want to sleep.", "outpatient-mental-health");
        await LinkedPlans.Join(coalition, plan);
        await LinkedPlans.Quiet(coalition, member);
        // What tells of mental health is no part of what this consent shares with a food bank.
        Assert.Equal(["I want to cook again."], LinkedPlans.Words(Assert.Single(await LinkedPlans.Seen(member))));
        Assert.Equal(0L, await LinkedPlans.Count(member, "select count(*) from referrals.plans_elsewhere p where tenant_id = $1 and to_jsonb(p)::text like '%sleep%'"));

        // One that reaches it for less stays: nobody is told that it lost its consent, and yet what it does not reach is gone.
        await coalition.Agree(client, [PlanTenant.Pantry], ["A"]);
        await coalition.Revoke(consent);
        await LinkedPlans.Quiet(coalition, member);
        var less = Assert.Single(await LinkedPlans.Seen(member));
        Assert.StartsWith("Zora", less.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Empty(LinkedPlans.Words(less));
        Assert.Equal(0L, await LinkedPlans.Count(member, "select count(*) from referrals.plans_elsewhere p where tenant_id = $1 and to_jsonb(p)::text like '%cook%'"));
        await coalition.Agree(client, [PlanTenant.Pantry]);
        await LinkedPlans.Quiet(coalition, member);
        Assert.Equal(["I want to cook again."], LinkedPlans.Words(Assert.Single(await LinkedPlans.Seen(member))));
    }

    [Fact]
    public async Task What_is_delivered_again_changes_nothing_and_what_is_older_brings_nothing_back()
    {
        var (coalition, member) = await LinkedPlans.New();
        var client = await coalition.Client();
        var consent = await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = await coalition.Open(client);
        var part = await LinkedPlans.Join(coalition, plan);
        await coalition.Goal(plan);
        await LinkedPlans.Quiet(coalition, member);
        var before = Assert.Single(await LinkedPlans.Seen(member)).GetRawText();
        foreach (var (subscriber, tenant) in new[] { ("referrals.when-plans-travel", coalition.Outside), ("referrals.when-link-arrived", member.Outside) })
        {
            await LoopAcrossTenantsTests.Replay(tenant, subscriber);
            await LinkedPlans.Quiet(coalition, member);
        }

        Assert.Equal(before, Assert.Single(await LinkedPlans.Seen(member)).GetRawText());
        await coalition.Revoke(consent);
        await LinkedPlans.Quiet(coalition, member);
        await using (var scope = coalition.Outside.Host.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Platform.Session>().Begin(coalition.Outside.Tenant, Platform.Actor.System, Guid.CreateVersion7());
            var late = new TravellingPlan("Food", new DateOnly(2031, 1, 1), null, "Zora", null, null, [], [], [], null);
            Assert.True(await scope.ServiceProvider.GetRequiredService<LinkPost>().Deliver(
                member.Outside.Tenant.Slug, LinkMessage.Plan, await LinkedPlans.Value<Guid>(member, "select key from referrals.tenant_links where tenant_id = $1"), part, 1, late,
                TestContext.Current.CancellationToken));
        }

        await LinkedPlans.Quiet(coalition, member);
        Assert.Empty(await LinkedPlans.Seen(member));
        Assert.Equal("nothing-to-do", await LinkedPlans.Value<string>(member, "select result from referrals.link_arrivals where tenant_id = $1 and kind = 'plan' and step = 1"));
    }

    [Fact]
    public async Task Who_the_person_is_there_follows_from_their_referral_and_partners_of_there_see_nothing()
    {
        var (coalition, member) = await LinkedPlans.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        var referral = await LinkedPlans.Refer(coalition, member, client);
        await LinkedPlans.Join(coalition, await coalition.Open(client));
        await LinkedPlans.Quiet(coalition, member);
        const string Query = "{ plansElsewhere { nodes { client { id } referral { reference client { id } } } } }";
        var seen = Assert.Single((await member.Outside.Ask("supervisor", Query)).GetProperty("plansElsewhere").GetProperty("nodes").EnumerateArray());
        Assert.Equal(referral, seen.GetProperty("referral").GetProperty("reference").GetString());
        Assert.Equal(seen.GetProperty("client").GetRawText(), seen.GetProperty("referral").GetProperty("client").GetRawText());
        Assert.Equal(JsonValueKind.Object, seen.GetProperty("client").ValueKind);
        Assert.True((await member.Outside.Send(LoopTenant.Partner, Query)).TryGetProperty("errors", out _));
    }
}
