using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>A repeated step in the database: rounds, their timers, and nothing left behind.</summary>
public sealed class RoundTests
{
    [Fact]
    public async Task Each_round_is_an_item_of_its_own_and_the_last_one_ends_the_run()
    {
        var work = await WorkTenant.InTheMorning();
        var template = SomeTemplate.WelcomeCall();
        template["steps"]![0]!["repeat"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "every": "7 calendar days", "times": 2 }""");
        await work.Publish(await work.Draft(template));
        var inquiry = await work.Inquiry("ada");
        await Complete(work, inquiry);
        await work.Happened(inquiry.Triaged(Intake.Contracts.Acuity.Routine, await work.Now()));
        Assert.Equal(["COMPLETED"], await States(work, inquiry));
        await work.Outside.Forward(TimeSpan.FromDays(7));
        Assert.Equal(["OPEN", "COMPLETED"], await States(work, inquiry));
        await Complete(work, inquiry);
        Assert.Equal(["COMPLETED", "COMPLETED"], await States(work, inquiry));
        await work.Outside.Forward(TimeSpan.FromDays(30));
        Assert.Equal(2, (await States(work, inquiry)).Count());
    }

    private static async Task Complete(WorkTenant work, SomeInquiry inquiry)
    {
        var open = (await work.All("sue", inquiry)).Single(i => i.GetProperty("step").GetString() == "call" && i.GetProperty("state").GetString() == "OPEN");
        await work.Outside.Do("sue", "completeWorkItem", new { item = open.GetProperty("id").GetString(), measured = "1" }, WorkTenant.Item);
    }

    private static async Task<IEnumerable<string?>> States(WorkTenant work, SomeInquiry inquiry) => (await work.All("sue", inquiry))
        .Where(i => i.GetProperty("step").GetString() == "call").Select(i => i.GetProperty("state").GetString());
}
