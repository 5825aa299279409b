using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class RemoveBarrierTests
{
    [Fact]
    public async Task Its_owner_removes_a_barrier_and_others_do_not()
    {
        var work = await WorkTenant.New();
        var huddle = await work.Start();
        var barrier = await work.Outside.Do(
            "sue", "noteBarrier", new { huddle = Of(huddle), text = "No keys", owner = work.People["ben"].ToString(), dueOn = "2100-01-01" }, SomeDay.Barrier);
        Assert.Equal(["NotFound"], await work.Refusals("ada", "removeBarrier", new { barrier = Of(barrier) }, SomeDay.Barrier));
        var removed = await work.Outside.Do("ben", "removeBarrier", new { barrier = Of(barrier) }, SomeDay.Barrier);
        Assert.Equal("Ben", Name(removed, "removedBy"));
        Assert.Equal(0, (await work.Board("ada", "barriers { totalCount }")).GetProperty("barriers").GetProperty("totalCount").GetInt32());
        Assert.Equal(["BarrierGone"], await work.Refusals("sue", "removeBarrier", new { barrier = Of(barrier) }, SomeDay.Barrier));
    }
}
