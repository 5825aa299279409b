using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class SkipWorkItemTests
{
    [Fact]
    public async Task An_optional_step_is_left_out_with_a_reason_and_the_run_goes_on()
    {
        var work = await WorkTenant.New();
        var template = SomeTemplate.WelcomeCall();
        template["steps"]![0]!["optional"] = true;
        await work.Publish(await work.Draft(template));
        var call = await work.Find(await work.Inquiry("ada"), "call");
        var item = call.GetProperty("id").GetString();
        Assert.Equal("InvalidInput", await Refusal(work, new { item, reason = "Because I say so" }));
        var skipped = await work.Outside.Do("ada", "skipWorkItem", new { item, reason = "not-wanted" }, "workItem { state reason clock workflow { state } }");
        Assert.Equal(
            """{"state":"CANCELLED","reason":"not-wanted","clock":"CLOSED_NOT_APPLICABLE","workflow":{"state":"COMPLETED"}}""",
            skipped.GetRawText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_must_be_done_cannot_be_left_out()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("NotOptional", await Refusal(work, new { item = triage.GetProperty("id").GetString(), reason = "not-wanted" }));
    }

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("ada", "skipWorkItem", input, WorkTenant.Item))[0].GetProperty("__typename").GetString();
}
