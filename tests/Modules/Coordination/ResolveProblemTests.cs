using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class ResolveProblemTests
{
    [Fact]
    public async Task A_resolved_problem_leaves_the_board_and_changes_no_more()
    {
        var work = await WorkTenant.New();
        var problem = await work.TierUp(await work.Raise());
        var resolved = await work.Outside.Do("sue", "resolveProblem", new { problem = Of(problem), resolution = "Ink came" }, SomeDay.Problem);
        Assert.Equal(("RESOLVED", "Ink came"), (Text(resolved, "state"), Text(resolved.GetProperty("history").EnumerateArray().Last(), "words")));
        Assert.Empty((await work.Problems("sue")).EnumerateArray());
        await work.Outside.Forward(TimeSpan.FromDays(2));
        Assert.Equal("PROGRAM", Text((await work.Problems("sue", "{ state: RESOLVED }"))[0], "tier"));
        foreach (var (mutation, input) in new (string, object)[]
        {
            ("resolveProblem", new { problem = Of(problem), resolution = "Again" }),
            ("tierUpProblem", new { problem = Of(problem) }),
            ("answerProblem", new { problem = Of(problem), answer = "Too late" }),
        })
        {
            Assert.Equal(["ProblemClosed"], await work.Refusals("dan", mutation, input, SomeDay.Problem));
        }
    }
}
