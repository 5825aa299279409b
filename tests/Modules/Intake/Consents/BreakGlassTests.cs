using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class BreakGlassTests
{
    private const string Chart = "query($id: ID!) { client(id: $id) { name conditions { code } } }";

    [Fact]
    public async Task An_emergency_opens_the_record_to_whoever_declared_it_and_states_it()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var program = await desk.Visits(client);
        await desk.Rows("update intake.conditions set part2 = true, source_program = 'recovery' where tenant_id = $1 and id = $2", program);
        Assert.Equal(1, await Shown(desk, client, "treatment"));
        Assert.Equal(1, await Shown(desk, client, "emergency"));

        var access = await desk.Do(
            "breakGlass", new { client, emergency = "Overdose", reason = "Unconscious; medicines unknown", hours = 2 },
            "emergencyAccess { id since until reviewBy justified }");

        Assert.Equal(TimeSpan.FromHours(2), access.GetProperty("until").GetDateTimeOffset() - access.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(TimeSpan.FromDays(14), access.GetProperty("reviewBy").GetDateTimeOffset() - access.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(2, await Shown(desk, client, "emergency"));
        Assert.Equal(1, await Shown(desk, client, "treatment"));
        Assert.Equal(1, await Shown(desk, client, "emergency", by: "director"));
        Assert.Contains(await desk.Events(), e => e.Type == "intake.glass-broken@1");

        await desk.Tenant.Forward(TimeSpan.FromHours(3));
        Assert.Equal(1, await Shown(desk, client, "emergency"));
    }

    [Fact]
    public async Task What_was_no_emergency_opens_nothing_from_the_review_on()
    {
        var desk = await IntakeDesk.Open();
        foreach (var (name, justified, shown) in new[] { ("Maria", true, 2), ("Jonas", false, 1) })
        {
            var client = await desk.Register(name, "Reyes");
            var program = await desk.Visits(client);
            await desk.Rows("update intake.conditions set part2 = true, source_program = 'recovery' where tenant_id = $1 and id = $2", program);
            var access = (await desk.Do("breakGlass", new { client, emergency = "Overdose", reason = "Unconscious" }, "emergencyAccess { id }")).GetProperty("id").GetString();
            Assert.Equal(2, await Shown(desk, client, "emergency"));
            await desk.Do("reviewEmergencyAccess", new { access, justified, findings = "looked at" }, "emergencyAccess { until }", by: "director");
            Assert.Equal(shown, await Shown(desk, client, "emergency"));
        }
    }

    [Fact]
    public async Task A_purpose_that_nobody_knows_is_refused_with_those_there_are()
    {
        var desk = await IntakeDesk.Open();
        var error = (await desk.AskFor("curiosity", "{ purposeOfUse }")).GetProperty("errors")[0];
        Assert.Equal("PURPOSE_UNKNOWN", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("patient-request", error.GetProperty("message").GetString());
        Assert.Equal("PUBLIC_HEALTH", (await desk.AskFor("public-health", "{ purposeOfUse }")).GetProperty("data").GetProperty("purposeOfUse").GetString());
        Assert.Equal("TREATMENT", (await desk.Ask("{ purposeOfUse }")).GetProperty("purposeOfUse").GetString());
        Assert.Equal("OPERATIONS", (await desk.Ask("{ purposeOfUse }", by: "reader")).GetProperty("purposeOfUse").GetString());
    }

    [Fact]
    public async Task An_emergency_needs_a_name_and_a_reason_and_an_end()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        Assert.Equal("InvalidInput", await desk.Refusal("breakGlass", new { client, emergency = "", reason = "" }, "emergencyAccess { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("breakGlass", new { client, emergency = "x", reason = "y", hours = 500 }, "emergencyAccess { id }"));
    }

    private static async Task<int> Shown(IntakeDesk desk, string client, string purpose, string by = "desk")
    {
        var answer = await desk.AskFor(purpose, Chart, new { id = client }, by);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var conditions = answer.GetProperty("data").GetProperty("client").GetProperty("conditions");
        return conditions.ValueKind is JsonValueKind.Null ? -1 : conditions.GetArrayLength();
    }
}
