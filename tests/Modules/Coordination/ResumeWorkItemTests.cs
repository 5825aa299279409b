using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ResumeWorkItemTests
{
    [Fact]
    public async Task An_item_goes_on_with_the_time_that_was_left()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        var item = triage.GetProperty("id").GetString();
        await work.Outside.Do("ada", "holdWorkItem", new { item, reason = "WAITING_FOR_CONSENT", until = (await work.Now()).AddDays(2) }, WorkTenant.Item);
        await work.Outside.Forward(TimeSpan.FromHours(5));
        var resumed = await work.Outside.Do("ada", "resumeWorkItem", new { item }, "workItem { clock heldSince openedAt dueAt }");
        var minutes = (resumed.GetProperty("dueAt").GetDateTimeOffset() - resumed.GetProperty("openedAt").GetDateTimeOffset()).TotalMinutes;
        Assert.InRange(minutes, 315, 330);
        Assert.Equal("RUNNING", resumed.GetProperty("clock").GetString());
        await work.Outside.Forward(TimeSpan.FromMinutes(20));
        var later = await work.Outside.Ask("sue", "query($id: ID!) { workItem(id: $id) { rung } }", new { id = item });
        Assert.Equal(1, later.GetProperty("workItem").GetProperty("rung").GetInt32());

        var refused = await work.Outside.Refused("sue", "resumeWorkItem", new { item }, WorkTenant.Item);
        Assert.Equal("NotOnHold", refused[0].GetProperty("__typename").GetString());
    }
}
