using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ClaimWorkItemTests
{
    [Fact]
    public async Task Whoever_takes_an_item_from_the_queue_owns_it()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry();
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, triage.GetProperty("owner").ValueKind);

        var claimed = await work.Outside.Do("ada", "claimWorkItem", new { item = triage.GetProperty("id").GetString() }, WorkTenant.Item);
        Assert.Equal("Ada", claimed.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("front-door", claimed.GetProperty("team").GetProperty("key").GetString());
        Assert.Equal("CLAIMED", claimed.GetProperty("history").EnumerateArray().Last().GetProperty("what").GetString());
    }
}
