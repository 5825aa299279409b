using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class CompleteWorkItemTests
{
    [Fact]
    public async Task A_step_whose_outcome_people_measure_completes_with_the_value()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry("ada");
        var call = await work.Find(inquiry, "call");
        Assert.Equal("OutcomeNotReached", await Refusal(work, new { item = Of(call), measured = "0" }));
        Assert.Equal("OutcomeNotReached", await Refusal(work, new { item = Of(call), measured = "6" }));

        var done = await work.Outside.Do("ada", "completeWorkItem", new { item = Of(call), measured = "2" }, WorkTenant.Item);
        Assert.Equal(("COMPLETED", "MET", "2"), (Text(done, "state"), Text(done, "clock"), Text(done, "measured")));
        Assert.Equal("WorkItemClosed", await Refusal(work, new { item = Of(call), measured = "2" }));
        var run = (await work.Outside.Ask("sue", "query($id: ID!) { workItem(id: $id) { workflow { state } } }", new { id = Of(call) })).GetProperty("workItem");
        Assert.Equal("COMPLETED", Text(run.GetProperty("workflow"), "state"));
    }

    [Fact]
    public async Task A_step_that_its_event_completes_cannot_be_ticked_off()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("CompletedByEvent", await Refusal(work, new { item = Of(triage), measured = "1" }));
    }

    private static string Of(JsonElement item) => Text(item, "id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("ada", "completeWorkItem", input, WorkTenant.Item))[0].GetProperty("__typename").GetString();
}
