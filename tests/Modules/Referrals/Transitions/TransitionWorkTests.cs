using System.Text.Json.Nodes;
using CarePlatform.Coordination.Tests;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>What notices become: Coordination's templates for stays, with the clocks of the fact sheet.</summary>
public sealed class TransitionWorkTests
{
    private static readonly string[] AfterDischarge =
        ["transition-discharge contact", "transition-discharge visit-booked", "transition-follow-up visit-30", "transition-follow-up visit-7"];

    [Fact]
    public async Task An_emergency_visit_becomes_an_admission_and_that_a_discharge_with_its_follow_up()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var now = FeedTenant.Now;
        await feed.Send(feed.Notice("Vale", "REGISTER", now.AddHours(-9), ("setting", "EMERGENCY")));
        Assert.Equal(["transition-emergency-visit look"], await feed.Work());
        await feed.Send(feed.Notice("Vale", "TRANSFER", now.AddHours(-7), ("setting", "PSYCHIATRIC")));
        Assert.Equal(["transition-admission unit"], await feed.Work());
        await feed.Send(feed.Notice("Vale", "DISCHARGE", now.AddHours(-1), ("setting", null), ("disposition", "01")));
        Assert.Equal(AfterDischarge, await feed.Work());
    }

    [Fact]
    public async Task A_discharge_that_was_no_discharge_and_an_admission_soon_after_end_the_follow_up()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var now = FeedTenant.Now;
        await feed.Send(feed.Notice("Vale", "DISCHARGE", now.AddHours(-9)));
        Assert.Equal(AfterDischarge, await feed.Work());
        await feed.Send(feed.Notice("Vale", "CANCEL_DISCHARGE", now.AddHours(-8)));
        Assert.Equal(["transition-admission unit"], await feed.Work());
        await feed.Send(feed.Notice("Vale", "DISCHARGE", now.AddHours(-7)));
        Assert.Equal(AfterDischarge, await feed.Work());
        await feed.Send(feed.Notice("Vale", "ADMIT", now.AddHours(-1), ("visitNumber", "another")));
        Assert.Equal(["transition-admission unit"], await feed.Work());
    }

    [Fact]
    public async Task Nobody_follows_up_the_dead_nor_somebody_with_a_broken_arm_nor_what_is_long_past()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        await feed.Client("Moor");
        await feed.Client("Lake");
        var now = FeedTenant.Now;
        await feed.Send(feed.Notice("Vale", "DISCHARGE", now.AddHours(-9), ("disposition", "20")));
        await feed.Send(feed.Notice("Moor", "DISCHARGE", now.AddDays(-40)));
        Assert.Empty(await feed.Work());
        await feed.Send(feed.Notice("Lake", "DISCHARGE", now.AddHours(-9), ("diagnoses", new[] { new { code = "S52.5", system = "ICD-10-CM", principal = true } })));
        Assert.Equal(["transition-discharge contact", "transition-discharge visit-booked"], await feed.Work());
    }

    [Fact]
    public async Task A_discharge_at_another_time_than_was_told_moves_the_clocks()
    {
        var feed = await FeedTenant.New();
        await feed.Client("Vale");
        var left = FeedTenant.Now.AddHours(-30);
        await feed.Send(feed.Notice("Vale", "DISCHARGE", left));
        var before = await Due(feed, "visit-7");
        await feed.Send(feed.Notice("Vale", "UPDATE", left.AddHours(24), ("dischargedAt", left.AddDays(-2))));
        Assert.Equal(TimeSpan.FromDays(2), before - await Due(feed, "visit-7"));
    }

    [Fact]
    public async Task A_partner_that_falls_silent_is_work_for_who_watches_over_it_until_it_is_heard_again()
    {
        var feed = await FeedTenant.New();
        await feed.Outside.Do("admin", "watchTransitionFeed", new { partner = feed.Loop.Housing, owner = await feed.Loop.Person("supervisor"), quietHours = 48 }, "transitionFeed { id }");
        await feed.Send(feed.Notice("Vale"));
        await feed.Outside.Forward(TimeSpan.FromHours(40));
        Assert.Empty(await feed.Work());
        await feed.Outside.Forward(TimeSpan.FromHours(10));
        Assert.Equal(["transition-feed-silent ask"], await feed.Work());
        await feed.Send(feed.Notice("Moor"));
        Assert.Empty(await feed.Work());
    }

    [Fact]
    public async Task Other_clocks_stand_still_while_the_client_is_in_a_hospital_where_their_template_says_so()
    {
        var feed = await FeedTenant.New();
        var definition = SomeTemplate.WelcomeCall();
        var call = definition["steps"]![0]!;
        call["hold"] = JsonNode.Parse("""
            [{ "event": "referrals.stay-began@1", "client": "client", "where": { "field": "setting", "oneOf": ["inpatient", "psychiatric"] }, "reason": "hospitalised", "atMost": "30 calendar days" }]
            """);
        call["resume"] = JsonNode.Parse("""[{ "event": "referrals.stay-ended@1", "client": "client" }, { "event": "referrals.stay-cancelled@1", "client": "client" }]""");
        var draft = await feed.Outside.Do("admin", "draftWorkflowTemplate", new { definition }, SomeTemplate.Template);
        await feed.Outside.Do("admin", "publishWorkflowTemplate", new { template = LoopTenant.IdOf(draft) }, SomeTemplate.Template);
        var client = await feed.Client("Vale");
        await feed.Outside.Do("intake-worker", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }");
        await feed.Outside.Quiet();
        await feed.Send(feed.Notice("Vale"));
        Assert.Equal(("ON_HOLD", "hospitalised"), await Clock());
        await feed.Send(feed.Notice("Vale", "DISCHARGE"));
        Assert.Equal(("RUNNING", null), await Clock());

        async Task<(string?, string?)> Clock()
        {
            await feed.Outside.Quiet();
            var item = (await feed.Outside.Ask(
                "supervisor", "query($c: ID!) { workItems(first: 10, where: { client: $c, step: \"call\" }) { nodes { clock holdReason } } }", new { c = client }))
                .GetProperty("workItems").GetProperty("nodes")[0];
            return (FeedTenant.Text(item, "clock"), FeedTenant.Text(item, "holdReason"));
        }
    }

    [Fact]
    public async Task The_stays_of_a_record_that_is_merged_are_the_other_ones_and_go_back_with_it()
    {
        var feed = await FeedTenant.New();
        var (stays, goes) = (await feed.Client("Vale"), await feed.Client("Moor"));
        await feed.Send(feed.Notice("Moor"));
        await feed.Outside.Quiet();
        await feed.Outside.Do("supervisor", "mergeClients", new { survivor = stays, merged = goes, reason = "same person" }, "clientMerge { id }");
        await feed.Outside.Quiet();
        Assert.Equal(stays, LoopTenant.IdOf((await feed.Stay()).GetProperty("client")));
        // The stay was told of once; the merge tells nothing anew, and the discharge is the one that stays'.
        await feed.Send(feed.Notice("Moor", "DISCHARGE"));
        Assert.Equal(AfterDischarge, await feed.Work());
        await feed.Outside.Do("supervisor", "separateClients", new { merged = goes, reason = "two people" }, "clientMerge { id }");
        await feed.Outside.Quiet();
        Assert.Equal(goes, LoopTenant.IdOf((await feed.Stay()).GetProperty("client")));
    }

    private static async Task<DateTimeOffset> Due(FeedTenant feed, string step)
    {
        await feed.Outside.Quiet();
        return (await feed.Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { step dueAt } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray().Single(i => i.GetProperty("step").GetString() == step).GetProperty("dueAt").GetDateTimeOffset();
    }
}
