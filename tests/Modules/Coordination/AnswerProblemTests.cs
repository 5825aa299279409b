using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class AnswerProblemTests
{
    [Fact]
    public async Task Whoever_is_asked_answers_and_nothing_falls_due_any_more()
    {
        var work = await WorkTenant.New();
        var problem = await work.TierUp(await work.Raise());
        Assert.Equal(["NotAsked"], await work.Refusals("sue", "answerProblem", new { problem = Of(problem), answer = "Buy ink" }, SomeDay.Problem));
        var answered = await work.Outside.Do("dan", "answerProblem", new { problem = Of(problem), answer = "Buy ink" }, SomeDay.Problem);
        Assert.Equal(("ANSWERED", "Buy ink"), (Text(answered, "state"), Text(answered.GetProperty("history").EnumerateArray().Last(), "words")));
        await work.Outside.Forward(TimeSpan.FromDays(2));
        Assert.Equal("PROGRAM", Text((await work.Problems("sue"))[0], "tier"));
        Assert.Equal(["NotAsked"], await work.Refusals("dan", "answerProblem", new { problem = Of(problem), answer = "Again" }, SomeDay.Problem));
        Assert.Equal(["InvalidInput"], await work.Refusals("dan", "answerProblem", new { problem = Of(problem), answer = "" }, SomeDay.Problem));
    }
}
