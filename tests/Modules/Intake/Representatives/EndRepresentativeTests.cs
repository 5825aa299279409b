using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class EndRepresentativeTests
{
    [Fact]
    public async Task A_right_ends_with_a_day_and_a_reason()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "2008-02-03");
        var representative = (await desk.Do(
            "recordRepresentative", new { client, name = "Rosa Reyes", authority = "PARENT", startsOn = "2008-02-03" }, "representative { id }"))
            .GetProperty("id").GetString();
        Assert.Equal("InvalidInput", await desk.Refusal("endRepresentative", new { representative, reason = "x", endsOn = "2000-01-01" }, "representative { id }"));
        var ended = await desk.Do("endRepresentative", new { representative, reason = "of age", endsOn = "2026-02-02" }, "representative { endsOn endReason }");
        Assert.Equal(("2026-02-02", "of age"), (ended.GetProperty("endsOn").GetString(), ended.GetProperty("endReason").GetString()));
    }
}
