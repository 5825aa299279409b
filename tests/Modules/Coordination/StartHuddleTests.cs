using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class StartHuddleTests
{
    [Fact]
    public async Task The_board_writes_the_agenda_and_names_no_client()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "setBoardTarget", new { team = work.FrontDoor.ToString(), figure = "OVERDUE", goal = "0", title = "Nothing overdue" }, SomeDay.Target);
        var inquiry = await work.Inquiry("ada");
        var problem = await work.Raise();
        var stopped = await work.Outside.Do("ada", "stopLine", new { template = "front-door", team = work.FrontDoor.ToString(), title = "Wrong questions" }, SomeDay.Problem);
        await work.Outside.Forward(TimeSpan.FromHours(1));
        var triage = await work.Find(inquiry, "triage");
        var huddle = await work.Start();
        Assert.Equal(
            new[]
            {
                ("STOPPED_LINE", Of(stopped), "Wrong questions"), ("ESCALATION", Of(triage), "Triage the inquiry"),
                ("MISSED_TARGET", null, "Nothing overdue: 1 of 0"), ("PROBLEM", Of(problem), "The printer is out of ink"), ("OVERDUE_WORK", null, "1"),
            },
            huddle.GetProperty("agenda").EnumerateArray().Select(l => (
                Text(l, "topic"), Text(l, "topic") is "MISSED_TARGET" ? null : l.GetProperty("about").GetString(), Text(l, "words"))));
        Assert.DoesNotContain(inquiry.Client.ToString(), huddle.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_meets_once_a_day_and_once_for_the_week_beside_it()
    {
        var work = await WorkTenant.InTheMorning();
        var daily = await work.Start();
        Assert.Equal(["HuddleHeld"], await work.Refusals("sue", "startHuddle", new { team = work.FrontDoor.ToString() }, SomeDay.Huddle));
        var weekly = await work.Start("WEEKLY");
        Assert.Equal(6, weekly.GetProperty("answers").GetArrayLength());
        Assert.Equal(0, daily.GetProperty("answers").GetArrayLength());
        await work.Outside.Forward(TimeSpan.FromDays(1));
        await work.Start();
        var held = (await work.Outside.Ask("ada", $"{{ huddles(team: \"{work.FrontDoor}\", kind: DAILY) {{ totalCount }} }}")).GetProperty("huddles");
        Assert.Equal(2, held.GetProperty("totalCount").GetInt32());
        Assert.Equal(0, (await work.Outside.Ask("eve", $"{{ huddles(team: \"{work.FrontDoor}\") {{ totalCount }} }}")).GetProperty("huddles").GetProperty("totalCount").GetInt32());
    }
}
