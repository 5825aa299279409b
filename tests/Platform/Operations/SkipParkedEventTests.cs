using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SkipParkedEventTests
{
    [Fact]
    public async Task A_skipped_event_never_takes_effect_and_nothing_waits_any_more()
    {
        var shelf = await ShelfTenant.New();
        var book = await DeliveryQueriesTests.Add(shelf, "Slippery eels");
        await shelf.Quiet();
        var position = (await DeliveryQueriesTests.Parked(shelf)).GetProperty("position").GetInt64();
        object Input(long at, string reason) => new { subscriber = DeliveryQueriesTests.Labels, stream = book, position = at, reason };

        var elsewhere = await shelf.Refused("admin", "skipParkedEvent", Input(position + 1, "entered twice"), "parkedEvent { type }");
        Assert.Equal("platform.event_not_parked", elsewhere[0].GetProperty("code").GetString());
        var unreasoned = await shelf.Refused("admin", "skipParkedEvent", Input(position, ""), "parkedEvent { type }");
        Assert.Equal("input.reason", unreasoned[0].GetProperty("path").GetString());

        await shelf.Do("admin", "skipParkedEvent", Input(position, "entered twice"), "parkedEvent { type }");
        await DeliveryQueriesTests.Rename(shelf, book, "Dry eels");
        await shelf.Quiet();

        Assert.Equal(0, await DeliveryQueriesTests.LabelsOf(shelf, "Dry eels"));
        Assert.Empty((await shelf.Ask("admin", "{ parkedEvents { stream } }")).GetProperty("parkedEvents").EnumerateArray());
        Assert.Contains($" {position}", Assert.Single(await DeliveryQueriesTests.Audited(shelf, "SkipParkedEvent")), StringComparison.Ordinal);
    }
}
