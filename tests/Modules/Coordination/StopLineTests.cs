using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class StopLineTests
{
    [Fact]
    public async Task Any_worker_stops_the_line_and_the_program_owes_an_answer_at_once()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        var run = (await work.Outside.Ask("ada", "query($id: ID!) { workItem(id: $id) { workflow { id } } }", new { id = Of(triage) }))
            .GetProperty("workItem").GetProperty("workflow");
        var stopped = await work.Outside.Do("ada", "stopLine", Stopping(work, workflow: Of(run)), SomeDay.Problem);
        Assert.Equal(
            ("AWAITS_ANSWER", "PROGRAM", "Dan", "front-door"),
            (Text(stopped, "state"), Text(stopped, "tier"), Name(stopped, "asked"), Text(stopped, "stopsTemplate")));
        var wall = (await work.Outside.Ask("ben", $"{{ wallBoard(team: \"{work.FrontDoor}\") {{ stoppedTemplates programProblemCount }} }}")).GetProperty("wallBoard");
        Assert.Equal(["front-door"], wall.GetProperty("stoppedTemplates").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(1, wall.GetProperty("programProblemCount").GetInt32());
        await work.Outside.Do("sue", "resolveProblem", new { problem = Of(stopped), resolution = "Mended" }, SomeDay.Problem);
        Assert.NotEqual(Of(stopped), Of(await work.Outside.Do("ben", "stopLine", Stopping(work), SomeDay.Problem)));
    }

    [Fact]
    public async Task Every_item_of_the_workflow_says_that_its_line_is_stopped_and_its_clock_goes_on()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        var stopped = await work.Outside.Do("ada", "stopLine", Stopping(work), SomeDay.Problem);
        var item = (await work.Outside.Ask("ada", "query($id: ID!) { workItem(id: $id) { clock stoppedBy { id } } }", new { id = Of(triage) })).GetProperty("workItem");
        Assert.Equal(("RUNNING", Of(stopped)), (Text(item, "clock"), Of(Assert.Single(item.GetProperty("stoppedBy").EnumerateArray()))));
        await work.Outside.Do("sue", "resolveProblem", new { problem = Of(stopped), resolution = "Mended" }, SomeDay.Problem);
        item = (await work.Outside.Ask("ada", "query($id: ID!) { workItem(id: $id) { stoppedBy { id } } }", new { id = Of(triage) })).GetProperty("workItem");
        Assert.Empty(item.GetProperty("stoppedBy").EnumerateArray());
    }

    [Fact]
    public async Task A_line_is_stopped_once_and_only_one_that_there_is()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("ada", "stopLine", Stopping(work), SomeDay.Problem);
        Assert.Equal(["LineAlreadyStopped"], await work.Refusals("ben", "stopLine", Stopping(work), SomeDay.Problem));
        Assert.Equal(["NotFound"], await work.Refusals("ben", "stopLine", Stopping(work, "no-such"), SomeDay.Problem));
        var nowhere = CarePlatform.Platform.Id.New<Contracts.WorkflowId>(TimeProvider.System).ToString();
        Assert.Equal(["NotFound"], await work.Refusals("ben", "stopLine", Stopping(work, workflow: nowhere), SomeDay.Problem));
    }

    private static object Stopping(WorkTenant work, string template = "front-door", string? workflow = null) =>
        new { template, team = work.FrontDoor.ToString(), title = "People are asked the wrong questions", workflow };
}
