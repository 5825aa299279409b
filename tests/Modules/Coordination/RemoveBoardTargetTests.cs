using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class RemoveBoardTargetTests
{
    [Fact]
    public async Task A_removed_target_leaves_the_board()
    {
        var work = await WorkTenant.New();
        var target = await work.Outside.Do(
            "sue", "setBoardTarget", new { team = work.FrontDoor.ToString(), figure = "OPEN", goal = "5", title = "Open" }, SomeDay.Target);
        Assert.Equal(1, (await work.Board("ada", "targets { actual }")).GetProperty("targets").GetArrayLength());
        await work.Outside.Do("sue", "removeBoardTarget", new { target = Of(target) }, SomeDay.Target);
        Assert.Equal(0, (await work.Board("ada", "targets { actual }")).GetProperty("targets").GetArrayLength());
        Assert.Equal(["NotFound"], await work.Refusals("sue", "removeBoardTarget", new { target = Of(target) }, SomeDay.Target));
    }
}
