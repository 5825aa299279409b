using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class WithdrawDecisionTests
{
    [Fact]
    public async Task Whoever_asked_takes_it_back_and_nothing_falls_due_any_more()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var request = await work.Ask();
        Assert.Equal(["NotTheAsker"], await work.Refusals("sue", "withdrawDecision", new { request = Of(request) }, Request));
        var withdrawn = await work.Outside.Do("ada", "withdrawDecision", new { request = Of(request), reason = "Solved" }, Request);
        Assert.Equal(("WITHDRAWN", "Solved"), (Text(withdrawn, "state"), Text(withdrawn, "reason")));
        await work.Outside.Forward(TimeSpan.FromHours(5));
        Assert.Equal("WITHDRAWN", Text(await work.Find(request), "state"));
        Assert.Equal(["DecisionClosed"], await work.Refusals("ada", "withdrawDecision", new { request = Of(request) }, Request));
        Assert.Equal(["NotFound"], await work.Refusals("eve", "withdrawDecision", new { request = Of(request) }, Request));
    }

    [Fact]
    public async Task What_is_not_to_be_done_any_more_needs_no_decision()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var inquiry = await work.Inquiry("ada");
        var request = await work.Ask(Of(await work.Find(inquiry, "triage")));
        var other = await work.Ask();
        await work.Happened(inquiry.Resolved);
        Assert.Equal(("WITHDRAWN", "step-cancelled"), (Text(await work.Find(request), "state"), Text(await work.Find(request), "reason")));
        Assert.Equal("OPEN", Text(await work.Find(other), "state"));
    }

    [Fact]
    public async Task When_cancelled_steps_are_replayed_what_was_asked_about_them_afterwards_stays_open()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var inquiry = await work.Inquiry("ada");
        var step = Of(await work.Find(inquiry, "triage"));
        var before = await work.Ask(step);
        await work.Happened(inquiry.Resolved);
        var after = await work.Ask(step);
        var version = (await work.Find(before)).GetProperty("version").GetInt32();

        await work.Outside.Do(
            "admin", "replaySubscriber", new { subscriber = "coordination.when-step-cancelled" }, "subscriberProgress { name replayable }");
        await work.Outside.Quiet();

        Assert.Equal("WITHDRAWN", Text(await work.Find(before), "state"));
        Assert.Equal(version, (await work.Find(before)).GetProperty("version").GetInt32());
        Assert.Equal("OPEN", Text(await work.Find(after), "state"));
    }

    [Fact]
    public async Task A_decision_follows_its_client_through_a_merge_and_back()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var inquiry = await work.Inquiry("ada");
        var request = await work.Ask(Of(await work.Find(inquiry, "triage")));
        var stays = Id.New<ClientId>(TimeProvider.System);
        await work.Happened(new ClientsMerged(stays, inquiry.Client));
        Assert.Equal([Of(request)], await About(work, stays));
        await work.Happened(new ClientsSeparated(stays, inquiry.Client));
        Assert.Equal([Of(request)], await About(work, inquiry.Client));
    }

    private static async Task<IReadOnlyList<string>> About(WorkTenant work, ClientId client) => [.. (await work.Outside.Ask(
        "sue", $"{{ decisionRequests(where: {{ client: \"{client}\" }}) {{ nodes {{ id }} }} }}"))
        .GetProperty("decisionRequests").GetProperty("nodes").EnumerateArray().Select(Of)];
}
