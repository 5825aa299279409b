using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class SetCapacityTests
{
    internal const string Thing = "capacity { most role person { name } version }";

    [Fact]
    public async Task Whoever_is_full_is_passed_over_and_gets_steps_again_when_there_is_room()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "setCapacity", new { person = work.People["ada"].ToString(), most = 1 }, Thing);
        var first = await work.Inquiry("ada");
        Assert.Equal("Ada", (await work.Find(first, "triage")).GetProperty("owner").GetProperty("name").GetString());
        var second = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("front-door", second.GetProperty("team").GetProperty("key").GetString());
        var assigned = second.GetProperty("history").EnumerateArray().Single(h => h.GetProperty("what").GetString() == "ASSIGNED");
        Assert.Equal([("OVER_CAPACITY", "Ada")], WorkDuty.Passed(assigned));
        await work.Happened(first.Resolved);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
    }

    [Fact]
    public async Task What_is_said_of_a_person_goes_before_what_is_said_of_the_role()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "setCapacity", new { role = "intake-worker", most = 0 }, Thing);
        Assert.Equal("front-door", await work.OwnerOf("ada"));
        await work.Outside.Do("sue", "setCapacity", new { person = work.People["ada"].ToString(), most = 5 }, Thing);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
        Assert.Equal("front-door", await work.OwnerOf("ben"));
    }

    [Fact]
    public async Task It_is_about_a_person_or_a_role_that_exists()
    {
        var work = await WorkTenant.New();
        Assert.Equal("InvalidInput", await Refusal(work, new { most = 3 }));
        Assert.Equal("InvalidInput", await Refusal(work, new { role = "supervisor", most = -1 }));
        Assert.Equal("NotFound", await Refusal(work, new { role = "astronaut", most = 3 }));
    }

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("sue", "setCapacity", input, Thing))[0].GetProperty("__typename").GetString();
}
