using System.Text.Json;
using CarePlatform.Intake.Contracts;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class SetBoardTargetTests
{
    [Fact]
    public async Task The_actual_number_comes_from_the_live_steps()
    {
        var work = await WorkTenant.New();
        foreach (var (figure, goal) in new[] { ("ON_TIME_PERCENT", "50"), ("OVERDUE", "0"), ("OPEN", "5"), ("COMPLETED", "3"), ("ESCALATIONS", "1") })
        {
            await work.Outside.Do("sue", "setBoardTarget", Setting(work, figure, goal), SomeDay.Target);
        }

        var (met, late) = (await work.Inquiry("ada"), await work.Inquiry("ben"));
        await work.Inquiry();
        await work.Happened(met.Triaged(Acuity.Routine, await work.Now()));
        await work.Outside.Forward(TimeSpan.FromHours(1));
        await work.Happened(late.Triaged(Acuity.Routine, await work.Now()));
        var lines = (await work.Board("ada", "targets(days: 3) { actual reached target { figure } chart { day due inTime escalations } }")).GetProperty("targets");
        Assert.Equal(
            [("ON_TIME_PERCENT", "33.33", false), ("OVERDUE", "1", false), ("OPEN", "1", true), ("COMPLETED", "2", false), ("ESCALATIONS", "2", false)],
            lines.EnumerateArray().Select(l => (Text(l.GetProperty("target"), "figure"), Text(l, "actual").TrimEnd('0').TrimEnd('.'), l.GetProperty("reached").GetBoolean())));
        Assert.Equal(3, lines[0].GetProperty("chart").GetArrayLength());
        Assert.Equal(3, lines[0].GetProperty("chart").EnumerateArray().Sum(d => d.GetProperty("due").GetInt32()));
    }

    [Fact]
    public async Task A_day_of_the_past_keeps_its_numbers()
    {
        var work = await WorkTenant.InTheMorning();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromDays(2));
        await work.Happened(inquiry.Triaged(Acuity.Routine, await work.Now()), inquiry.Booked(await work.Now()));
        await work.Outside.Forward(TimeSpan.FromDays(1));
        var chart = (await work.Board("ada", "chart(days: 4) { open overdue completed }")).GetProperty("chart").EnumerateArray()
            .Select(d => (d.GetProperty("open").GetInt32(), d.GetProperty("overdue").GetInt32(), d.GetProperty("completed").GetInt32())).ToList();
        Assert.Equal([(1, 1, 0), (1, 1, 0), (0, 0, 2), (0, 0, 0)], chart);
    }

    [Fact]
    public async Task Nobody_sees_or_changes_the_board_of_another_team_and_a_slip_is_told()
    {
        var work = await WorkTenant.New();
        Assert.Equal(JsonValueKind.Null, (await work.Board("eve", "team { id }")).ValueKind);
        await work.Forbidden("ada", $"mutation {{ setBoardTarget(input: {{ team: \"{work.FrontDoor}\", figure: OPEN, goal: \"1\", title: \"x\" }}) {{ errors {{ code }} }} }}");
        Assert.Equal(["InvalidInput"], await work.Refusals("sue", "setBoardTarget", Setting(work, "ON_TIME_PERCENT", "101"), SomeDay.Target));
        Assert.Contains("1 to 366", (await work.Outside.Send("ada", $"{{ board(team: \"{work.FrontDoor}\") {{ chart(days: 0) {{ day }} }} }}")).GetRawText(), StringComparison.Ordinal);
    }

    private static object Setting(WorkTenant work, string figure, string goal) =>
        new { team = work.FrontDoor.ToString(), figure, goal, title = figure, template = "front-door", step = "triage" };
}
