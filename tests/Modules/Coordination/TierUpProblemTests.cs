using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class TierUpProblemTests
{
    [Fact]
    public async Task The_program_owes_an_answer_and_without_one_the_executive_level_does_again_and_again()
    {
        var work = await WorkTenant.New();
        var up = await work.TierUp(await work.Raise());
        Assert.Equal(("AWAITS_ANSWER", "PROGRAM", "Dan"), (Text(up, "state"), Text(up, "tier"), Name(up, "asked")));
        await work.Outside.Forward(TimeSpan.FromHours(3.9));
        Assert.Equal("PROGRAM", Text((await work.Problems("sue"))[0], "tier"));
        await work.Outside.Forward(TimeSpan.FromHours(0.2));
        var executive = (await work.Problems("sue"))[0];
        Assert.Equal(("AWAITS_ANSWER", "EXECUTIVE", "Admin", 0), (Text(executive, "state"), Text(executive, "tier"), Name(executive, "asked"), executive.GetProperty("missedCount").GetInt32()));
        await work.Outside.Forward(TimeSpan.FromDays(2));
        var again = (await work.Problems("sue"))[0];
        Assert.Equal(("AWAITS_ANSWER", "Dan", 1), (Text(again, "state"), Name(again, "asked"), again.GetProperty("missedCount").GetInt32()));
        await work.Outside.Forward(TimeSpan.FromDays(3));
        Assert.Equal(2, (await work.Problems("sue"))[0].GetProperty("missedCount").GetInt32());
        Assert.Equal(
            ["RAISED", "TIERED_UP", "UNANSWERED", "TIERED_UP", "UNANSWERED", "TIERED_UP", "UNANSWERED", "TIERED_UP"],
            (await work.Problems("sue"))[0].GetProperty("history").EnumerateArray().Select(h => Text(h, "what")));
    }

    [Fact]
    public async Task Nobody_is_above_the_top_and_workers_do_not_tier_up()
    {
        var work = await WorkTenant.New();
        var problem = await work.Raise();
        await work.TierUp(await work.TierUp(problem));
        Assert.Equal(["TopTier"], await work.Refusals("sue", "tierUpProblem", new { problem = Of(problem) }, SomeDay.Problem));
        Assert.Equal(["VersionConflict"], await work.Refusals("sue", "tierUpProblem", new { problem = Of(problem), expectedVersion = 1 }, SomeDay.Problem));
        await work.Forbidden("ada", $"mutation {{ tierUpProblem(input: {{ problem: \"{Of(problem)}\" }}) {{ errors {{ code }} }} }}");
    }

    [Fact]
    public async Task The_organisation_says_who_answers_and_how_fast()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do(
            "admin", "changeManagementSettings",
            new
            {
                tiers = new object[]
                {
                    new { tier = "PROGRAM", to = new object[] { new { role = "supervisor" } }, within = "30 minutes" },
                    new { tier = "EXECUTIVE", to = new object[] { new { role = "clinical-director" } }, within = "1 hour" },
                },
            },
            "managementSettings { version }");
        Assert.Equal("Sue", Name(await work.TierUp(await work.Raise()), "asked"));
        await work.Outside.Forward(TimeSpan.FromMinutes(31));
        Assert.Equal("Dan", Name((await work.Problems("sue"))[0], "asked"));
    }
}
