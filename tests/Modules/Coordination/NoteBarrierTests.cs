using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class NoteBarrierTests
{
    [Fact]
    public async Task A_barrier_has_an_owner_and_a_day_and_comes_back_on_the_agenda()
    {
        var work = await WorkTenant.InTheMorning();
        var huddle = await work.Start();
        var tomorrow = DateOnly.Parse(Text(huddle, "day"), System.Globalization.CultureInfo.InvariantCulture).AddDays(1).ToString("O");
        var barrier = await work.Outside.Do("sue", "noteBarrier", Noting(work, huddle, tomorrow), SomeDay.Barrier);
        Assert.Equal(("Ben", tomorrow, Of(huddle)), (Name(barrier, "owner"), Text(barrier, "dueOn"), Of(barrier.GetProperty("huddle"))));
        var mine = (await work.Outside.Ask("ben", "{ myBarriers { nodes { id } } }")).GetProperty("myBarriers").GetProperty("nodes");
        Assert.Equal([Of(barrier)], mine.EnumerateArray().Select(Of));
        await work.Outside.Forward(TimeSpan.FromDays(1));
        var agenda = (await work.Start()).GetProperty("agenda").EnumerateArray();
        Assert.Equal([("DUE_BARRIER", Of(barrier))], agenda.Select(l => (Text(l, "topic"), Text(l, "about"))));
    }

    [Fact]
    public async Task A_day_that_has_passed_and_nobody_in_particular_are_refused()
    {
        var work = await WorkTenant.New();
        var huddle = await work.Start();
        Assert.Equal(["InvalidInput"], await work.Refusals("sue", "noteBarrier", Noting(work, huddle, "2020-01-01"), SomeDay.Barrier));
        Assert.Equal(["InvalidInput"], await work.Refusals("sue", "noteBarrier", Noting(work, huddle, "2100-01-01", text: ""), SomeDay.Barrier));
        var nobody = CarePlatform.Platform.Id.New<CarePlatform.Platform.UserId>(TimeProvider.System).ToString();
        Assert.Equal(["NotFound"], await work.Refusals("sue", "noteBarrier", new { huddle = Of(huddle), text = "x", owner = nobody, dueOn = "2100-01-01" }, SomeDay.Barrier));
    }

    private static object Noting(WorkTenant work, System.Text.Json.JsonElement huddle, string dueOn, string text = "No keys for the archive") =>
        new { huddle = Of(huddle), text, owner = work.People["ben"].ToString(), dueOn };
}
