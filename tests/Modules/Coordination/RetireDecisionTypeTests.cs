using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class RetireDecisionTypeTests
{
    [Fact]
    public async Task A_retired_type_is_asked_no_more_and_comes_back_when_it_is_defined_again()
    {
        var work = await WorkTenant.New();
        var type = await work.Outside.Do("admin", "defineDecisionType", Rule(), SomeDecision.Type);
        var open = await work.Ask();
        var retired = await work.Outside.Do("admin", "retireDecisionType", new { type = Of(type) }, SomeDecision.Type);
        Assert.NotEqual(JsonValueKind.Null, retired.GetProperty("retiredAt").ValueKind);
        Assert.Equal(["DecisionTypeUnknown"], await work.Refusals("ada", "askDecision", new { type = "extra-visit", question = "?" }, Request));
        Assert.Equal("GRANTED", Text(await work.Answer("sue", open), "state"));
        await work.Define();
        Assert.Equal("OPEN", Text(await work.Ask(), "state"));
    }

    [Fact]
    public async Task An_unknown_type_and_an_old_version_are_refused()
    {
        var work = await WorkTenant.New();
        var type = await work.Outside.Do("admin", "defineDecisionType", Rule(), SomeDecision.Type);
        Assert.Equal(["NotFound"], await work.Refusals("admin", "retireDecisionType", new { type = Id.New<DecisionTypeId>(TimeProvider.System).ToString() }, SomeDecision.Type));
        Assert.Equal(["VersionConflict"], await work.Refusals("admin", "retireDecisionType", new { type = Of(type), expectedVersion = 7 }, SomeDecision.Type));
    }
}
