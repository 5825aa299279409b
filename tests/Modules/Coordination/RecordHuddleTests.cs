using CarePlatform.Platform;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class RecordHuddleTests
{
    [Fact]
    public async Task Who_was_there_and_what_was_said_is_written_down_bit_by_bit()
    {
        var work = await WorkTenant.New();
        var huddle = await work.Start("WEEKLY");
        await Record(work, new { huddle = Of(huddle), attendance = new[] { work.People["ada"].ToString(), work.People["ada"].ToString() } });
        var recorded = await Record(work, new { huddle = Of(huddle), answers = new[] { new { key = "strain", answer = "The phones" } } });
        Assert.Equal(["Ada"], recorded.GetProperty("attendance").EnumerateArray().Select(p => Text(p, "name")));
        Assert.Equal("The phones", Text(recorded.GetProperty("answers").EnumerateArray().Single(a => Text(a, "key") == "strain"), "answer"));
    }

    [Fact]
    public async Task People_and_questions_must_be_known()
    {
        var work = await WorkTenant.New();
        var huddle = Of(await work.Start("WEEKLY"));
        Assert.Equal(["NotFound"], await work.Refusals("sue", "recordHuddle", new { huddle, attendance = new[] { Id.New<UserId>(TimeProvider.System).ToString() } }, SomeDay.Huddle));
        Assert.Equal(["InvalidInput"], await work.Refusals("sue", "recordHuddle", new { huddle, answers = new[] { new { key = "weather", answer = "Rain" } } }, SomeDay.Huddle));
        Assert.Equal(["VersionConflict"], await work.Refusals("sue", "recordHuddle", new { huddle, expectedVersion = 5 }, SomeDay.Huddle));
    }

    private static Task<System.Text.Json.JsonElement> Record(WorkTenant work, object input) => work.Outside.Do("sue", "recordHuddle", input, SomeDay.Huddle);
}
