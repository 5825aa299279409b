using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>A request that is repeated with its key does nothing again and gets the same answer, whatever the use case returns.</summary>
public sealed class RepeatedRequestTests
{
    [Theory]
    [InlineData("registerClient", "{ person: { given: \"Maria\", family: \"Reyes\" } }", "client { id name }", "clients")]
    [InlineData("receiveInquiry", "{ door: CALL, person: { given: \"Maria\" } }", "inquiry { id client { id } }", "inquiries")]
    [InlineData("recordAddress", "{ client: \"$client\", address: { city: \"Boston\" } }", "address { id city }", "addresses")]
    [InlineData("addContactPoint", "{ client: \"$client\", kind: PHONE, value: \"617-555-0101\" }", "contactPoint { id value }", "contact_points")]
    [InlineData("changeIntakeSettings", "{ limits: { emergentDays: 0, urgentDays: 2, routineDays: 9 } }", "intakeSettings { version limits { routineDays } }", "settings")]
    [InlineData("publishTriageScript", "{ title: \"Ours\", questions: [$questions], rules: [] }", "triageScript { key version questions { key screen options { positive } } }", "triage_scripts")]
    public async Task It_takes_effect_once(string mutation, string input, string thing, string table)
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Wei", "Chen");
        var questions = string.Join(", ", new[] { "SUICIDE_RISK", "OVERDOSE", "SAFETY" }.Select(screen =>
            $$"""{ key: "{{screen}}", text: "?", screen: {{screen}}, options: [{ key: "no", text: "No" }, { key: "yes", text: "Yes", positive: true }] }"""));
        var filled = input.Replace("$client", client, StringComparison.Ordinal).Replace("$questions", questions, StringComparison.Ordinal);
        var query = $"mutation {{ {mutation}(input: {filled}) {{ {thing} errors {{ message }} }} }}";
        var before = (await desk.Rows($"select 1 from intake.{table} where tenant_id = $1")).Count;
        var first = await desk.Tenant.Send("director", query, idempotencyKey: "once");
        var second = await desk.Tenant.Send("director", query, idempotencyKey: "once");
        Assert.Equal(first.GetProperty("data").GetRawText(), second.GetProperty("data").GetRawText());
        Assert.DoesNotContain("message", first.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before + 1, (await desk.Rows($"select 1 from intake.{table} where tenant_id = $1")).Count);
    }
}
