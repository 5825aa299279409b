using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class DelegateWorkTests
{
    private const string Thing = "delegation { id version person { name } delegate { name } template kind }";

    [Fact]
    public async Task New_steps_go_to_the_delegate_although_the_person_is_there_and_the_history_says_so()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Outside.Do("ada", "delegateWork", await Delegation(work), Thing);
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("Ben", triage.GetProperty("owner").GetProperty("name").GetString());
        var assigned = triage.GetProperty("history").EnumerateArray().Single(h => h.GetProperty("what").GetString() == "ASSIGNED");
        Assert.Equal([("DELEGATED", "Ada")], WorkDuty.Passed(assigned));
    }

    [Fact]
    public async Task Only_the_work_that_was_delegated_goes_to_the_delegate()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Outside.Do("ada", "delegateWork", await Delegation(work, kind: "CLINICAL_CARE"), Thing);
        Assert.Equal("Ada", await work.OwnerOf("ada"));
        await work.Outside.Do("ada", "delegateWork", await Delegation(work, template: "front-door"), Thing);
        Assert.Equal("Ben", await work.OwnerOf("ada"));
    }

    [Fact]
    public async Task Two_who_delegate_to_each_other_keep_their_own_work()
    {
        var work = await WorkTenant.InTheMorning();
        await work.Outside.Do("ada", "delegateWork", await Delegation(work), Thing);
        await work.Outside.Do("ben", "delegateWork", await Delegation(work, "ben", "ada"), Thing);
        Assert.Equal("Ben", await work.OwnerOf("ada"));
        Assert.Equal("Ada", await work.OwnerOf("ben"));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var work = await WorkTenant.InTheMorning();
        Assert.Equal("InvalidInput", await Refusal(work, await Delegation(work, "ada", "ada")));
        Assert.Equal("NotFound", await Refusal(work, await Delegation(work, "ben", "ada")));
        Assert.Equal("InvalidInput", await Refusal(work, await Delegation(work, firstIn: -1)));
    }

    internal static async Task<object> Delegation(
        WorkTenant work, string person = "ada", string to = "ben", string? template = null, string? kind = null, int firstIn = 0) => new
        {
            person = work.People[person].ToString(),
            @delegate = work.People[to].ToString(),
            firstDay = (await work.Today()).AddDays(firstIn).ToString("O"),
            lastDay = (await work.Today()).AddDays(7).ToString("O"),
            template,
            kind,
        };

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("ada", "delegateWork", input, Thing))[0].GetProperty("__typename").GetString();
}
