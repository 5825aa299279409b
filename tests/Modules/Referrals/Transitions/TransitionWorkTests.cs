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

    private static async Task<DateTimeOffset> Due(FeedTenant feed, string step)
    {
        await feed.Outside.Quiet();
        return (await feed.Outside.Ask("supervisor", "{ workItems(first: 100, where: { state: OPEN }) { nodes { step dueAt } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray().Single(i => i.GetProperty("step").GetString() == step).GetProperty("dueAt").GetDateTimeOffset();
    }
}
