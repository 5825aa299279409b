using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ReviewEmergencyAccessTests
{
    [Fact]
    public async Task Somebody_else_judges_whether_it_was_an_emergency_once()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var access = (await desk.Do("breakGlass", new { client, emergency = "Overdose", reason = "Unconscious" }, "emergencyAccess { id }")).GetProperty("id").GetString();
        Assert.Equal("OwnEmergency", await desk.Refusal(
            "reviewEmergencyAccess", new { access, justified = true, findings = "fine" }, "emergencyAccess { id }"));

        var open = await desk.Ask("{ emergencyAccesses(reviewed: false) { nodes { id } } }", by: "director");
        Assert.Equal(access, open.GetProperty("emergencyAccesses").GetProperty("nodes")[0].GetProperty("id").GetString());
        var reviewed = await desk.Do(
            "reviewEmergencyAccess", new { access, justified = false, findings = "Nobody was in danger" }, "emergencyAccess { justified findings }", "director");
        Assert.False(reviewed.GetProperty("justified").GetBoolean());
        Assert.False((await desk.Events())[^1].Payload.GetProperty("justified").GetBoolean());
        Assert.Equal("ReviewedAlready", await desk.Refusal(
            "reviewEmergencyAccess", new { access, justified = true, findings = "on second thoughts" }, "emergencyAccess { id }", "director"));
    }
}
