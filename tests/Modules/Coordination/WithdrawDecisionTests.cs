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
}
