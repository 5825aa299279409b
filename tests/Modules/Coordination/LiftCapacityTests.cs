using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class LiftCapacityTests
{
    [Fact]
    public async Task Without_a_limit_steps_come_as_ever()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "setCapacity", new { role = "intake-worker", most = 0 }, SetCapacityTests.Thing);
        Assert.Equal("front-door", await work.OwnerOf("ada"));
        await work.Outside.Do("sue", "liftCapacity", new { role = "intake-worker" }, SetCapacityTests.Thing);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
        Assert.Equal(0, (await work.Outside.Ask("sue", "{ capacities { most } }")).GetProperty("capacities").GetArrayLength());
        var refused = await work.Outside.Refused("sue", "liftCapacity", new { role = "intake-worker" }, SetCapacityTests.Thing);
        Assert.Equal("NotFound", refused[0].GetProperty("__typename").GetString());
    }
}
