using System.Text.Json;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class CloseHuddleTests
{
    [Fact]
    public async Task A_record_is_complete_before_it_is_closed_and_stays_as_it_is_afterwards()
    {
        var work = await WorkTenant.New();
        var huddle = await work.Start("WEEKLY");
        var errors = await work.Outside.Refused("sue", "closeHuddle", new { huddle = Of(huddle) }, SomeDay.Huddle);
        Assert.Contains("attendance, works, does-not-work, changes, strain, communication, metrics", Text(errors[0], "message"), StringComparison.Ordinal);
        await work.Outside.Do(
            "sue", "recordHuddle",
            new
            {
                huddle = Of(huddle),
                attendance = new[] { work.People["ada"].ToString() },
                answers = huddle.GetProperty("answers").EnumerateArray().Select(a => new { key = Text(a, "key"), answer = "Said" }),
            },
            SomeDay.Huddle);
        var closed = await work.Outside.Do("sue", "closeHuddle", new { huddle = Of(huddle) }, SomeDay.Huddle);
        Assert.NotEqual(JsonValueKind.Null, closed.GetProperty("closedAt").ValueKind);
        Assert.Equal(["HuddleClosed"], await work.Refusals("sue", "closeHuddle", new { huddle = Of(huddle) }, SomeDay.Huddle));
        Assert.Equal(["HuddleClosed"], await work.Refusals("sue", "recordHuddle", new { huddle = Of(huddle) }, SomeDay.Huddle));
    }
}
