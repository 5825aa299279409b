using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class EndDutyRosterTests
{
    [Fact]
    public async Task Without_a_roster_the_queue_takes_steps_whenever_one_of_its_people_is_there()
    {
        var work = await WorkTenant.New();
        var roster = await work.Outside.Do("sue", "planDuty", await PlanDutyTests.Plan(work), PlanDutyTests.Thing);
        Assert.Equal("Sue", (await work.Find(await work.Inquiry(), "triage")).GetProperty("owner").GetProperty("name").GetString());
        await work.Outside.Do(
            "sue", "endDutyRoster", new { team = work.FrontDoor.ToString(), expectedVersion = roster.GetProperty("version").GetInt32() },
            PlanDutyTests.Thing);
        Assert.Equal(JsonValueKind.Null, (await work.Find(await work.Inquiry(), "triage")).GetProperty("owner").ValueKind);
    }

    [Fact]
    public async Task A_team_without_a_roster_has_none_to_end()
    {
        var work = await WorkTenant.New();
        var refused = await work.Outside.Refused("sue", "endDutyRoster", new { team = work.Housing.ToString() }, PlanDutyTests.Thing);
        Assert.Equal("NotFound", refused[0].GetProperty("__typename").GetString());
    }
}
