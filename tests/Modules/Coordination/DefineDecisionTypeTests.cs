using System.Text.Json;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class DefineDecisionTypeTests
{
    [Fact]
    public async Task A_type_is_defined_and_said_anew_while_its_version_counts()
    {
        var work = await WorkTenant.New();
        var first = await work.Outside.Do("admin", "defineDecisionType", Rule(), SomeDecision.Type);
        Assert.Equal(("extra-visit", 1, false), (Text(first, "key"), first.GetProperty("version").GetInt32(), first.GetProperty("isDefault").GetBoolean()));
        var second = await work.Outside.Do("admin", "defineDecisionType", Rule(otherwise: "GRANT"), SomeDecision.Type);
        Assert.Equal((Of(first), "GRANT", 2), (Of(second), Text(second, "otherwise"), second.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task What_was_asked_before_keeps_its_rule()
    {
        var work = await WorkTenant.New();
        await work.Define();
        var request = await work.Ask();
        await work.Define(Rule(otherwise: "GRANT"));
        await work.Outside.Forward(TimeSpan.FromHours(4));
        await work.Outside.Forward(TimeSpan.FromHours(4));
        Assert.Equal("REFUSED", Text(await work.Find(request), "state"));
    }

    [Fact]
    public async Task Every_slip_in_a_rule_is_named_with_its_place()
    {
        var work = await WorkTenant.New();
        var errors = await work.Outside.Refused(
            "admin", "defineDecisionType",
            new
            {
                key = "x",
                title = "X",
                information = new object[] { new { key = "Why", text = "Why?", fact = "inquiry.colour" } },
                stages = new object[]
                {
                    new { to = new object[] { new { role = "wizard" } }, within = "soon" },
                    new { to = new object[] { new { role = "admin", queue = "front-dor" } }, within = "1 hour" },
                    new { to = Array.Empty<object>(), within = "immediately" },
                },
                otherwise = "GRANT",
            },
            SomeDecision.Type);
        Assert.Equal(
            ["input.information[0].fact", "input.information[0].key", "input.stages[0].to[0].role", "input.stages[0].within", "input.stages[1].to[0]",
                "input.stages[1].to[0]", "input.stages[2].to", "input.stages[2].within"],
            errors.EnumerateArray().Select(e => Text(e, "path")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_decides_by_no_stage_and_not_everybody_may_define()
    {
        var work = await WorkTenant.New();
        Assert.Equal(
            ["DecisionRuleIncomplete"],
            await work.Refusals(
                "admin", "defineDecisionType",
                new { key = "x", title = "X", information = Array.Empty<object>(), stages = Array.Empty<object>(), otherwise = "GRANT" },
                SomeDecision.Type));
        Assert.Equal(
            ["InvalidInput", "InvalidInput"],
            await work.Refusals(
                "admin", "defineDecisionType",
                new { key = "Not A Key", title = "", information = Array.Empty<object>(), stages = Array.Empty<object>(), otherwise = "GRANT" },
                SomeDecision.Type));
        await work.Forbidden(
            "sue", "mutation { defineDecisionType(input: { key: \"x\", title: \"X\", information: [], stages: [], otherwise: GRANT }) { errors { code } } }");
        Assert.Equal(
            ["VersionConflict"],
            await work.Refusals("admin", "defineDecisionType", With(Rule(), "expectedVersion", 3), SomeDecision.Type));
    }

    [Fact]
    public async Task A_new_tenant_has_the_registry_of_the_platform()
    {
        var work = await WorkTenant.New();
        var types = (await work.Outside.Ask("ada", "{ decisionTypes { nodes { key isDefault stages { within to { role } } } } }"))
            .GetProperty("decisionTypes").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(["clinician-add-on", "level-of-care", "referral-exception", "same-day-intake", "schedule-override"], types.Select(t => Text(t, "key")));
        Assert.All(types, t => Assert.True(t.GetProperty("isDefault").GetBoolean()));
        Assert.All(DefaultDecisionType.All, t => Assert.All(t.Rule.Stages, s => Assert.True(s.Limit.Amount > 0, $"{t.Key}: {s.Within}")));
    }

    private static Dictionary<string, JsonElement> With(object input, string field, object value)
    {
        var fields = JsonSerializer.SerializeToElement(input).EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        fields[field] = JsonSerializer.SerializeToElement(value);
        return fields;
    }
}
