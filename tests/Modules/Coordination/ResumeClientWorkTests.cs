using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ResumeClientWorkTests
{
    private const string Items = "changedWork { items { step clock } }";

    [Fact]
    public async Task Everything_that_stands_still_goes_on_and_what_runs_is_left_alone()
    {
        var work = await WorkTenant.New();
        await work.Publish(await work.Draft(SomeTemplate.WelcomeCall()));
        var inquiry = await work.Inquiry("ada");
        var client = inquiry.Client.ToString();
        var item = (await work.Find(inquiry, "triage")).GetProperty("id").GetString();
        await work.Outside.Do("ada", "holdWorkItem", new { item, reason = "CLIENT_AWAY", until = (await work.Now()).AddDays(2) }, WorkTenant.Item);
        var resumed = await work.Outside.Do("sue", "resumeClientWork", new { client }, Items);
        var only = Assert.Single(resumed.GetProperty("items").EnumerateArray());
        Assert.Equal(("triage", "RUNNING"), (only.GetProperty("step").GetString(), only.GetProperty("clock").GetString()));
        Assert.Empty((await work.Outside.Do("sue", "resumeClientWork", new { client }, Items)).GetProperty("items").EnumerateArray());
    }
}
