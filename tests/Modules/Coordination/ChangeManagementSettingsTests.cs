using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class ChangeManagementSettingsTests
{
    private const string Settings = "managementSettings { version friction { grantedAbove atLeast } tiers { tier within to { role } } questions { key text } }";

    [Fact]
    public async Task The_usual_holds_until_something_is_changed_and_what_is_left_out_stays()
    {
        var work = await WorkTenant.New();
        var usual = (await work.Outside.Ask("ada", $"{{ {Settings} }}")).GetProperty("managementSettings");
        Assert.Equal(("0.95", 0, 6), (Text(usual.GetProperty("friction"), "grantedAbove"), usual.GetProperty("version").GetInt32(), usual.GetProperty("questions").GetArrayLength()));
        var changed = await work.Outside.Do(
            "admin", "changeManagementSettings", new { questions = new[] { new { key = "one", text = "One?" } }, expectedVersion = 0 }, Settings);
        Assert.Equal(["one"], changed.GetProperty("questions").EnumerateArray().Select(q => Text(q, "key")));
        Assert.Equal("0.95", Text(changed.GetProperty("friction"), "grantedAbove"));
    }

    [Fact]
    public async Task Every_setting_that_makes_no_sense_is_named()
    {
        var work = await WorkTenant.New();
        var errors = await work.Outside.Refused(
            "admin", "changeManagementSettings",
            new
            {
                friction = new { grantedAbove = "1.5", atLeast = 0 },
                tiers = new object[] { new { tier = "PROGRAM", to = new object[] { new { role = "wizard" } }, within = "soon" } },
                questions = Array.Empty<object>(),
            },
            Settings);
        Assert.Equal(
            ["input.friction", "input.questions", "input.tiers", "input.tiers[0].to[0].role", "input.tiers[0].within"],
            errors.EnumerateArray().Select(e => Text(e, "path")).Order(StringComparer.Ordinal));
        Assert.Equal(["VersionConflict"], await work.Refusals("admin", "changeManagementSettings", new { expectedVersion = 4 }, Settings));
        await work.Forbidden("sue", "mutation { changeManagementSettings(input: {}) { errors { code } } }");
    }
}
