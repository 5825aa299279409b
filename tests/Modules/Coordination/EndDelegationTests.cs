using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class EndDelegationTests
{
    private const string Thing = "delegation { id version lastDay }";

    [Fact]
    public async Task The_person_has_the_own_new_steps_again_at_once()
    {
        var work = await WorkTenant.InTheMorning();
        var begun = await work.Outside.Do("ada", "delegateWork", await DelegateWorkTests.Delegation(work), Thing);
        Assert.Equal("Ben", await work.OwnerOf("ada"));
        await work.Outside.Forward(TimeSpan.FromDays(2));
        await work.Outside.Do("ada", "endDelegation", Of(begun), Thing);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
        Assert.Equal(0, (await work.Outside.Ask("sue", "{ delegations { id } }")).GetProperty("delegations").GetArrayLength());
    }

    [Fact]
    public async Task One_that_began_today_leaves_no_trace_of_days()
    {
        var work = await WorkTenant.InTheMorning();
        var begun = await work.Outside.Do("ada", "delegateWork", await DelegateWorkTests.Delegation(work), Thing);
        await work.Outside.Do("sue", "endDelegation", Of(begun), Thing);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
        Assert.Equal("NotFound", (await work.Outside.Refused("sue", "endDelegation", Of(begun), Thing))[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Nobody_ends_the_delegation_of_somebody_else_or_an_outdated_one()
    {
        var work = await WorkTenant.InTheMorning();
        var begun = await work.Outside.Do("ada", "delegateWork", await DelegateWorkTests.Delegation(work), Thing);
        Assert.Equal("NotFound", (await work.Outside.Refused("ben", "endDelegation", Of(begun), Thing))[0].GetProperty("__typename").GetString());
        var stale = new { delegation = begun.GetProperty("id").GetString(), expectedVersion = 7 };
        Assert.Equal("VersionConflict", (await work.Outside.Refused("ada", "endDelegation", stale, Thing))[0].GetProperty("__typename").GetString());
    }

    private static object Of(System.Text.Json.JsonElement delegation) => new { delegation = delegation.GetProperty("id").GetString() };
}
