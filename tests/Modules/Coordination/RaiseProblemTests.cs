using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class RaiseProblemTests
{
    [Fact]
    public async Task Every_worker_puts_a_problem_on_the_board_of_a_team()
    {
        var work = await WorkTenant.New();
        var problem = await work.Raise("eve"); // who belongs to another team
        Assert.Equal(("OPEN", "TEAM", "Eve"), (Text(problem, "state"), Text(problem, "tier"), Name(problem, "raisedBy")));
        foreach (var person in new[] { "eve", "ada", "sue" })
        {
            Assert.Equal([Of(problem)], (await work.Problems(person)).EnumerateArray().Select(Of));
        }

        Assert.Equal(1, (await work.Board("ada", "problems { totalCount }")).GetProperty("problems").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_problem_has_a_title_and_a_team_and_other_teams_do_not_see_it()
    {
        var work = await WorkTenant.New();
        Assert.Equal(["InvalidInput"], await work.Refusals("ada", "raiseProblem", new { team = work.FrontDoor.ToString(), title = " " }, SomeDay.Problem));
        var nowhere = CarePlatform.Platform.Id.New<CarePlatform.Platform.TeamId>(TimeProvider.System).ToString();
        Assert.Equal(["NotFound"], await work.Refusals("ada", "raiseProblem", new { team = nowhere, title = "x" }, SomeDay.Problem));
        await work.Raise();
        Assert.Empty((await work.Problems("eve")).EnumerateArray());
    }
}
