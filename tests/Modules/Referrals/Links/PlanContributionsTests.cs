using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>
/// People of a tenant that takes part in a plan of another write in it from their own front door: it takes effect by the convenor's rules, or whoever wrote it is told why not.
/// </summary>
public sealed class PlanContributionsTests
{
    [Fact]
    public async Task What_the_convenor_refuses_changes_nothing_and_is_work_of_whoever_wrote_it()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Do("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) });

        // Only the convenor knows since when.
        var contribution = await plan.Do("settlePlanElsewhereEntry", new { plan = plan.Elsewhere, entry = plan.Action, doneOn = "2020-01-01" });

        Assert.Equal(("SETTLE", "REFUSED", "invalid_input"), (await plan.Contributions())[0]);
        Assert.Equal("TAKEN", (await plan.Entry(plan.Action)).GetProperty("state").GetString());
        var work = Assert.Single(await plan.Member.OpenWork(contribution));
        Assert.Equal("plan-contribution-refused", work.GetProperty("template").GetString());
        Assert.Equal(await plan.Member.Person(LinkedWriting.Writer), work.GetProperty("owner").GetProperty("id").GetString());
        var refused = Assert.Single((await plan.Member.Outside.Ask(LinkedWriting.Writer, "{ planContributions(state: REFUSED) { nodes { refusal answeredAt } } }"))
            .GetProperty("planContributions").GetProperty("nodes").EnumerateArray());
        Assert.Contains("between the day on which it was taken on and today", refused.GetProperty("refusal").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tells_of_a_client_here_leaves_by_the_rules_of_here_and_is_accounted_for()
    {
        var plan = await LinkedWriting.Joined(referred: true);
        var client = Assert.Single((await plan.Member.Outside.Ask(LinkedWriting.Writer, "{ plansElsewhere { nodes { client { id } } } }"))
            .GetProperty("plansElsewhere").GetProperty("nodes").EnumerateArray()).GetProperty("client");

        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Likes rice." });
        Assert.Contains(
            await plan.Member.Disclosures(PlanTenant.IdOf(client)), d => d.GetProperty("description").GetString() is "Contribution to a shared plan told to whoever convenes it");

        // Had it come for a need that a Part 2 program serves, it would take a consent that reaches the convenor.
        Assert.Equal(1L, await LinkedPlans.Count(plan.Member, """
            with known as (update referrals.inbound_referrals set need_class = 'd' where tenant_id = $1 returning 1) select count(*) from known
            """));
        Assert.Equal("referrals.message_not_shareable", await plan.Refused("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "More." }));
        // That it takes part no more tells nothing of anybody.
        await plan.Do("leavePlanElsewhere", new { plan = plan.Elsewhere, reason = "OTHER" });
        Assert.Equal(("LEAVE", "TAKEN", null), (await plan.Contributions())[0]);
    }

    [Fact]
    public async Task Nobody_else_writes_in_it_or_sees_what_was_written()
    {
        var plan = await LinkedWriting.Joined();
        // The convenor's people have no plan elsewhere, and partners of the one that takes part see none.
        Assert.Equal("not_found", (await plan.Coalition.Outside.Refused(
            "supervisor", "leavePlanElsewhere", new { plan = plan.Elsewhere, reason = "OTHER" }, LinkedWriting.Receipt))[0].GetProperty("code").GetString());
        Assert.Equal("not_found", await plan.Refused("leavePlanElsewhere", new { plan = Id.Format(new PlanElsewhereId(Guid.CreateVersion7())), reason = "OTHER" }));
        Assert.True((await plan.Member.Outside.Send(LoopTenant.Partner, "{ planContributions { nodes { id } } }")).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task What_is_delivered_again_takes_effect_once()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Once." });
        foreach (var (subscriber, tenant) in new[]
        {
            ("referrals.when-contributions-travel", plan.Member.Outside), ("referrals.when-link-arrived", plan.Coalition.Outside),
            ("referrals.when-contributions-travel", plan.Coalition.Outside), ("referrals.when-link-arrived", plan.Member.Outside),
        })
        {
            await LoopAcrossTenantsTests.Replay(tenant, subscriber);
            await plan.Quiet();
        }

        Assert.Single((await plan.Seen()).GetProperty("notes").EnumerateArray());

        // As when the host dies after the use case and before the arrival is worked off: the same call again does nothing again.
        await using var scope = plan.Coalition.Outside.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(plan.Coalition.Outside.Tenant, Actor.System, Guid.CreateVersion7());
        var (partners, ct) = (scope.ServiceProvider.GetRequiredService<PartnerCalls>(), TestContext.Current.CancellationToken);
        Assert.True(Id.TryParse<SharedPlanId>(plan.Plan, out var id));
        Assert.True(Id.TryParse<OrganisationId>(plan.Coalition.Partners[PlanTenant.Pantry], out var pantry));
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(await partners.Do(typeof(WritePlanNote), new WritePlanNote.Input(id, "Twice.", Shared: true), pantry, "Somebody", "the-same", ct));
        }

        await plan.Quiet();
        Assert.Equal(["Once.", "Twice."], (await plan.Seen()).GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("text").GetString()));
        // What is for people here alone is nobody's to have done for a partner.
        await Assert.ThrowsAsync<ArgumentException>(() => partners.Do(typeof(EndSharedPlan), new EndSharedPlan.Input(id, PlanEnd.Other), pantry, "Somebody", "other", ct));
    }

    [Fact]
    public async Task What_is_not_whole_or_about_somebody_elses_plan_is_refused_and_told()
    {
        var (plan, other) = (await LinkedWriting.Joined(), await LinkedWriting.Joined());
        var key = await LinkedPlans.Value<Guid>(plan.Member, "select key from referrals.tenant_links where tenant_id = $1");
        await using var scope = plan.Member.Outside.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(plan.Member.Outside.Tenant, Actor.System, Guid.CreateVersion7());
        var post = scope.ServiceProvider.GetRequiredService<LinkPost>();
        foreach (var (step, part, said) in new[]
        {
            (1, plan.Part, new ContributionSaid()), (2, other.Part, new ContributionSaid(Text: "Not ours.")), (3, plan.Plan, new ContributionSaid(Text: "No part.")),
        })
        {
            Assert.True(await post.Deliver(
                plan.Coalition.Outside.Tenant.Slug, LinkMessage.Contribution, key, part, step,
                new TravellingContribution(Guid.CreateVersion7(), PlanContributionKind.Note, said, "Somebody"), TestContext.Current.CancellationToken));
        }

        await plan.Quiet();
        Assert.Equal("contribution-refused,contribution-refused,not-a-plan", await Result(plan));
        Assert.Empty((await other.Seen()).GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task What_is_on_its_way_when_the_link_ends_is_told_as_not_taken()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "On its way." });
        // As if no answer had come yet.
        Assert.Equal(1L, await LinkedPlans.Count(plan.Member, """
            with waiting as (update referrals.plan_contributions set state = 'waiting', answered_at = null where tenant_id = $1 and kind = 'note' returning 1)
            select count(*) from waiting
            """));
        await plan.Member.Outside.Do("admin", "endTenantLink", new { link = LoopTenant.IdOf(await LinkedTenants.Only(plan.Member.Outside)), reason = "Over." }, LinkedTenants.Link);
        await plan.Quiet();

        Assert.Equal([("NOTE", "REFUSED", "referrals.link_is_over")], await plan.Contributions());
        Assert.Equal("not_found", await plan.Refused("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Later." }));
    }

    private static Task<string> Result(LinkedWriting plan)
    {
        return Read(plan.Coalition.Outside);

        static async Task<string> Read(Testing.TestTenant tenant)
        {
            await using var command = tenant.Host.Database.Administrator.CreateCommand(
                "select string_agg(result, ',' order by step) from referrals.link_arrivals where tenant_id = $1 and kind = 'contribution'");
            command.Parameters.AddWithValue(tenant.Tenant.Id.Value);
            return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }
    }
}

public sealed class AnswerPlanElsewhereTests
{
    [Fact]
    public async Task Once_the_convenor_knows_that_it_takes_part_the_plan_comes()
    {
        var plan = await LinkedWriting.Invited();
        Assert.Contains("plan-elsewhere-invitation", await plan.Member.Work(plan.Elsewhere));

        await plan.Do("answerPlanElsewhere", new { plan = plan.Elsewhere, accept = true });

        var seen = await plan.Seen();
        Assert.Equal("ACCEPTED", seen.GetProperty("state").GetString());
        Assert.Equal(["I want to cook again."], LinkedPlans.Words(seen));
        Assert.Empty(await plan.Member.Work(plan.Elsewhere));
        Assert.Equal([("ACCEPT", "TAKEN", null)], await plan.Contributions());
        Assert.Equal(("ACCEPTED", null), await plan.There());
        // It is answered once.
        Assert.Equal("referrals.plan_member_stands", await plan.Refused("answerPlanElsewhere", new { plan = plan.Elsewhere, accept = true }));
    }

    [Fact]
    public async Task Whoever_declines_is_shown_nothing_any_more_and_the_convenor_knows_why()
    {
        var plan = await LinkedWriting.Invited();
        Assert.Equal("invalid_input", await plan.Refused("answerPlanElsewhere", new { plan = plan.Elsewhere, accept = false }));
        Assert.Equal("invalid_input", await plan.Refused("answerPlanElsewhere", new { plan = plan.Elsewhere, accept = true, reason = "OTHER" }));

        await plan.Do("answerPlanElsewhere", new { plan = plan.Elsewhere, accept = false, reason = "NO_CAPACITY" });

        Assert.Empty(await LinkedPlans.Seen(plan.Member));
        Assert.Empty(await plan.Member.Work(plan.Elsewhere));
        Assert.Equal([("DECLINE", "TAKEN", null)], await plan.Contributions());
        Assert.Equal(("DECLINED", "NO_CAPACITY"), await plan.There());
    }
}

public sealed class LeavePlanElsewhereTests
{
    [Fact]
    public async Task Whoever_leaves_is_shown_nothing_but_what_it_wrote_and_what_it_had_taken_on_is_open_again()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Do("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) });
        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Comes on Mondays." });

        await plan.Do("leavePlanElsewhere", new { plan = plan.Elsewhere, reason = "PART_DONE" });

        Assert.Empty(await LinkedPlans.Seen(plan.Member));
        Assert.Equal([("LEAVE", "TAKEN", null), ("NOTE", "TAKEN", null), ("TAKE_ON", "TAKEN", null)], await plan.Contributions());
        Assert.Equal(("LEFT", "PART_DONE"), await plan.There());
        Assert.Equal("OPEN", (await plan.Coalition.See(plan.Plan)).GetProperty("entries").EnumerateArray()
            .Single(e => PlanTenant.IdOf(e) == plan.Action).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Before_the_invitation_is_answered_there_is_nothing_to_leave()
    {
        var plan = await LinkedWriting.Invited();
        Assert.Equal("referrals.plan_member_stands", await plan.Refused("leavePlanElsewhere", new { plan = plan.Elsewhere, reason = "OTHER" }));
    }
}

public sealed class WritePlanElsewhereEntryTests
{
    [Fact]
    public async Task What_is_written_stands_in_the_plan_for_all()
    {
        var plan = await LinkedWriting.Joined();
        var goal = (await plan.Seen()).GetProperty("entries").EnumerateArray().Single(e => e.GetProperty("kind").GetString() is "GOAL");

        await plan.Do("writePlanElsewhereEntry", new
        {
            plan = plan.Elsewhere,
            kind = "ACTION",
            words = "Show how to cook rice.",
            goal = PlanTenant.IdOf(goal),
            dueOn = PlanTenant.Day(9),
        });

        Assert.Contains("Show how to cook rice.", LinkedPlans.Words(await plan.Seen()));
        Assert.Contains("Show how to cook rice.", (await plan.Coalition.See(plan.Plan)).GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("words").GetString()));
    }

    [Fact]
    public async Task What_cannot_stand_there_is_refused_at_once()
    {
        var plan = await LinkedWriting.Joined();
        Assert.Equal("invalid_input", await plan.Refused("writePlanElsewhereEntry", new { plan = plan.Elsewhere, kind = "GOAL", words = "More.", need = "opioid-use" }));
        Assert.Equal("invalid_input", await plan.Refused("writePlanElsewhereEntry", new { plan = plan.Elsewhere, kind = "GOAL", words = " ", need = "food-insecurity" }));
        Assert.Equal("invalid_input", await plan.Refused(
            "writePlanElsewhereEntry", new { plan = plan.Elsewhere, kind = "ACTION", words = "More.", need = "food-insecurity", dueOn = "2020-01-01" }));
        Assert.Equal("invalid_input", await plan.Refused("writePlanElsewhereEntry", new { plan = plan.Elsewhere, kind = "ACTION", words = "More.", goal = plan.Action }));
        Assert.Empty(await plan.Contributions());
    }
}

public sealed class WritePlanElsewhereNoteTests
{
    [Fact]
    public async Task All_that_take_part_read_it()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Comes on Mondays.", entry = plan.Action });
        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Has a kettle.", need = "food-insecurity" });

        string?[] both = ["Comes on Mondays.", "Has a kettle."];
        Assert.Equal(both, (await plan.Seen()).GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("text").GetString()));
        Assert.Equal(both, (await plan.Coalition.See(plan.Plan)).GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task What_cannot_stand_there_is_refused_at_once()
    {
        var plan = await LinkedWriting.Joined();
        Assert.Equal("invalid_input", await plan.Refused("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = " " }));
        Assert.Equal("invalid_input", await plan.Refused("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "A.", need = "opioid-use" }));
        Assert.Equal("invalid_input", await plan.Refused("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "A.", need = "food-insecurity", entry = plan.Action }));
        Assert.Equal("not_found", await plan.Refused(
            "writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "A.", entry = Id.Format(new PlanEntryId(Guid.CreateVersion7())) }));
        var invited = await LinkedWriting.Invited();
        Assert.Equal("referrals.plan_member_stands", await invited.Refused("writePlanElsewhereNote", new { plan = invited.Elsewhere, text = "Early." }));
    }
}

public sealed class TakeBackPlanElsewhereNoteTests
{
    [Fact]
    public async Task Nobody_reads_it_any_more_and_only_whoever_wrote_it_takes_it_back()
    {
        var plan = await LinkedWriting.Joined();
        var ours = PlanTenant.IdOf(await plan.Coalition.Outside.Do(
            PlanTenant.Owner, "writePlanNote", new { plan = plan.Plan, text = "Of the convenor.", shared = true }, PlanTenant.Note));
        await plan.Do("writePlanElsewhereNote", new { plan = plan.Elsewhere, text = "Comes on Mondays." });
        var note = (await plan.Seen()).GetProperty("notes").EnumerateArray().Single(n => n.GetProperty("text").GetString() is "Comes on Mondays.");

        Assert.Equal("not_found", await plan.Refused("takeBackPlanElsewhereNote", new { plan = plan.Elsewhere, note = ours, reason = "OTHER" }));
        await plan.Do("takeBackPlanElsewhereNote", new { plan = plan.Elsewhere, note = PlanTenant.IdOf(note), reason = "TOO_MUCH" });

        Assert.Equal(ours, PlanTenant.IdOf(Assert.Single((await plan.Seen()).GetProperty("notes").EnumerateArray())));
        Assert.Equal("too-much", (await plan.History("NOTE_TAKEN_BACK")).GetProperty("reason").GetString());
    }
}

public sealed class TakeOnPlanElsewhereActionTests
{
    [Fact]
    public async Task It_is_a_commitment_of_the_partner_in_the_convenors_plan()
    {
        var plan = await LinkedWriting.Joined();

        await plan.Do("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) });

        var entry = await plan.Entry(plan.Action);
        Assert.Equal(("TAKEN", false, PlanTenant.Day(5)), (
            entry.GetProperty("state").GetString(), entry.GetProperty("takenByConvenor").GetBoolean(), entry.GetProperty("dueOn").GetString()));
        var taken = await plan.History("TAKEN");
        var name = (await plan.Member.Outside.Ask(LinkedWriting.Writer, "{ me { name } }")).GetProperty("me").GetProperty("name").GetString();
        Assert.Equal((true, name), (taken.GetProperty("byPartner").GetBoolean(), taken.GetProperty("byName").GetString()));
        Assert.Contains("plan-commitment", await plan.Coalition.Work(plan.Action));
    }

    [Fact]
    public async Task What_another_has_and_a_day_that_has_passed_are_refused_at_once()
    {
        var plan = await LinkedWriting.Joined();
        Assert.Equal("invalid_input", await plan.Refused("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = "2020-01-01" }));
        Assert.Equal("invalid_input", await plan.Refused("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action }));
        await plan.Coalition.Outside.Do(PlanTenant.Owner, "takeOnPlanAction", new { entry = plan.Action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
        await plan.Quiet();
        Assert.Equal("referrals.plan_entry_stands", await plan.Refused("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) }));
    }
}

public sealed class GiveBackPlanElsewhereActionTests
{
    [Fact]
    public async Task It_is_open_again_for_somebody_else()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Do("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) });

        await plan.Do("giveBackPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action });

        Assert.Equal("OPEN", (await plan.Entry(plan.Action)).GetProperty("state").GetString());
        Assert.Equal("referrals.plan_entry_stands", await plan.Refused("giveBackPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action }));
    }

    [Fact]
    public async Task What_another_has_taken_on_only_that_one_gives_back()
    {
        var plan = await LinkedWriting.Joined();
        await plan.Coalition.Outside.Do(PlanTenant.Owner, "takeOnPlanAction", new { entry = plan.Action, dueOn = PlanTenant.Day(7) }, PlanTenant.Entry);
        await plan.Quiet();
        Assert.Equal("referrals.not_your_commitment", await plan.Refused("giveBackPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action }));
    }
}

public sealed class SettlePlanElsewhereEntryTests
{
    [Fact]
    public async Task What_the_partner_has_taken_on_it_says_is_done()
    {
        var plan = await LinkedWriting.Joined();
        Assert.Equal("referrals.plan_entry_stands", await plan.Refused("settlePlanElsewhereEntry", new { plan = plan.Elsewhere, entry = plan.Action }));
        await plan.Do("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) });

        await plan.Do("settlePlanElsewhereEntry", new { plan = plan.Elsewhere, entry = plan.Action });

        Assert.Equal("DONE", (await plan.Entry(plan.Action)).GetProperty("state").GetString());
        Assert.DoesNotContain("plan-commitment", await plan.Coalition.Work(plan.Action));
        Assert.Equal("referrals.plan_entry_stands", await plan.Refused("settlePlanElsewhereEntry", new { plan = plan.Elsewhere, entry = plan.Action }));
    }

    [Fact]
    public async Task What_is_another_ones_it_does_not()
    {
        var plan = await LinkedWriting.Joined();
        Assert.Equal("referrals.not_your_commitment", await plan.Refused(
            "settlePlanElsewhereEntry", new { plan = plan.Elsewhere, entry = plan.Action, dropped = "NOT_NEEDED" }));
        await plan.Do("takeOnPlanElsewhereAction", new { plan = plan.Elsewhere, entry = plan.Action, dueOn = PlanTenant.Day(5) });
        Assert.Equal("invalid_input", await plan.Refused("settlePlanElsewhereEntry", new { plan = plan.Elsewhere, entry = plan.Action, doneOn = PlanTenant.Day(3) }));
    }
}
