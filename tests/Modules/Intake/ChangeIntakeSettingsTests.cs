using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ChangeIntakeSettingsTests
{
    [Fact]
    public async Task A_stricter_threshold_asks_where_it_linked_before()
    {
        var desk = await IntakeDesk.Open();
        await desk.Register("Maria", "Reyes", "1980-02-03");
        var changed = await desk.Do(
            "changeIntakeSettings", new { matching = new { certainFrom = 100 }, expectedVersion = 0 },
            "intakeSettings { version matching { certainFrom possibleFrom birthDate } limits { urgentDays } }", by: "director");
        Assert.Equal(100, changed.GetProperty("matching").GetProperty("certainFrom").GetInt32());
        Assert.Equal(40, changed.GetProperty("matching").GetProperty("birthDate").GetInt32());
        Assert.Equal(1, changed.GetProperty("limits").GetProperty("urgentDays").GetInt32());
        Assert.Equal(
            "PossibleMatches",
            await desk.Refusal("receiveInquiry", new { door = "CALL", person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03" } }, "inquiry { id }"));
    }

    [Fact]
    public async Task What_contradicts_itself_is_refused()
    {
        var desk = await IntakeDesk.Open();
        Assert.Equal(
            "InvalidInput", await desk.Refusal("changeIntakeSettings", new { matching = new { certainFrom = 50 } }, "intakeSettings { version }", by: "director"));
        Assert.Equal(
            "InvalidInput",
            await desk.Refusal(
                "changeIntakeSettings", new { limits = new { emergentDays = 2, urgentDays = 1, routineDays = 10 } }, "intakeSettings { version }", by: "director"));
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var limits = new { emergentDays = 0, urgentDays = 2, routineDays = 10 };
        var usual = await desk.Ask("query { intakeSettings { version } }", by: "director");
        Assert.Equal(0, usual.GetProperty("intakeSettings").GetProperty("version").GetInt32());
        await desk.Do("changeIntakeSettings", new { limits, expectedVersion = 0 }, "intakeSettings { version }", by: "director");
        var wider = new { emergentDays = 0, urgentDays = 3, routineDays = 10 };
        await desk.Do("changeIntakeSettings", new { limits = wider, expectedVersion = 1 }, "intakeSettings { version }", by: "director");
        Assert.Equal("VersionConflict", await desk.Refusal("changeIntakeSettings", new { limits, expectedVersion = 1 }, "intakeSettings { version }", by: "director"));
    }
}
