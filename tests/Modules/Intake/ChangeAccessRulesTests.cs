using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ChangeAccessRulesTests
{
    [Fact]
    public async Task Every_rule_has_a_value_and_a_source()
    {
        var desk = await IntakeDesk.Open();
        var set = (await desk.Ask("query { accessRules { version rules { lateDays crisisDoors } sources { key standing source } } }")).GetProperty("accessRules");
        Assert.Equal(0, set.GetProperty("version").GetInt32());
        Assert.Equal(31, set.GetProperty("rules").GetProperty("lateDays").GetInt32());
        var named = set.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("key").GetString()!).Order(StringComparer.Ordinal);
        var rules = typeof(AccessRules).GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters()
            .Select(p => char.ToLowerInvariant(p.Name![0]) + p.Name[1..]).Order(StringComparer.Ordinal);
        Assert.Equal(rules, named);
    }

    [Fact]
    public async Task What_is_left_out_is_as_usual()
    {
        var desk = await IntakeDesk.Open();
        var set = await desk.Do(
            "changeAccessRules", new { rules = new { leftOutDays = 31, crisisDoors = new[] { "HOSPITAL" } }, expectedVersion = 0 },
            "accessRuleSet { version rules { leftOutDays lateDays crisisDoors spokenDoors } }", by: "director");
        Assert.Equal((1, 31, 31), (
            set.GetProperty("version").GetInt32(), set.GetProperty("rules").GetProperty("leftOutDays").GetInt32(), set.GetProperty("rules").GetProperty("lateDays").GetInt32()));
        Assert.Equal("HOSPITAL", set.GetProperty("rules").GetProperty("crisisDoors")[0].GetString());
        Assert.Equal(3, set.GetProperty("rules").GetProperty("spokenDoors").GetArrayLength());
    }

    [Fact]
    public async Task What_makes_no_sense_and_a_stale_version_are_refused()
    {
        var desk = await IntakeDesk.Open();
        foreach (var rules in (object[])[new { yearStartsIn = 13 }, new { leftOutDays = -1 }, new { minimumAge = 12, adultAge = 11 }, new { newClientMonths = 100 }])
        {
            Assert.Equal("InvalidInput", await desk.Refusal("changeAccessRules", new { rules }, "accessRuleSet { version }", by: "director"));
        }

        await desk.Measures(new { lateDays = 30 });
        Assert.Equal(
            "VersionConflict",
            await desk.Refusal("changeAccessRules", new { rules = new { lateDays = 31 }, expectedVersion = 0 }, "accessRuleSet { version }", by: "director"));
    }
}
