using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>What somebody owes who no longer works here.</summary>
public sealed class WhenUserDeactivatedTests
{
    private const string User = "user { id active away }";

    [Fact]
    public async Task Their_open_steps_go_to_the_successor_and_the_history_says_why()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("admin", "deactivateUser", new { user = work.People["ada"].ToString(), successor = work.People["ben"].ToString() }, User);
        await work.Outside.Quiet();
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal("Ben", triage.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal([("LEFT", "Ada")], WorkDuty.Passed(triage.GetProperty("history").EnumerateArray().Last()));
        Assert.Equal("Ben", await work.OwnerOf("ada"));
    }

    [Fact]
    public async Task Without_a_successor_the_rule_of_owners_finds_somebody()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("admin", "deactivateUser", new { user = work.People["ada"].ToString() }, User);
        await work.Outside.Quiet();
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal(JsonValueKind.Null, triage.GetProperty("owner").ValueKind);
        Assert.Equal("front-door", triage.GetProperty("team").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Whoever_comes_back_gets_new_steps_and_not_those_that_were_handed_over()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("admin", "deactivateUser", new { user = work.People["ada"].ToString(), successor = work.People["ben"].ToString() }, User);
        await work.Outside.Quiet();
        await work.Outside.Do("admin", "reactivateUser", new { user = work.People["ada"].ToString() }, User);
        await work.Outside.Quiet();
        Assert.Equal("Ben", (await work.Find(inquiry, "triage")).GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("Ada", await work.OwnerOf("ada"));
    }
}
