using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ReplayParkedStreamTests
{
    [Fact]
    public async Task What_failed_takes_effect_when_it_is_replayed_and_the_trail_says_who_did_it()
    {
        var shelf = await ShelfTenant.New();
        var book = await DeliveryQueriesTests.Add(shelf, "Slippery eels");
        await shelf.Quiet();
        await DeliveryQueriesTests.Rename(shelf, book, "Dry eels");

        var parked = await shelf.Do(
            "admin", "replayParkedStream", new { subscriber = DeliveryQueriesTests.Labels, stream = book }, "parkedEvent { type waiting }");
        await shelf.Quiet();

        Assert.Equal("shelf.book-added@3", parked.GetProperty("type").GetString());
        Assert.Equal(1, await DeliveryQueriesTests.LabelsOf(shelf, "Dry eels"));
        Assert.Equal(
            $"Ada done {DeliveryQueriesTests.Labels} {book}", Assert.Single(await DeliveryQueriesTests.Audited(shelf, "ReplayParkedStream")));
    }

    [Fact]
    public async Task A_stream_that_does_not_wait_is_refused()
    {
        var shelf = await ShelfTenant.New();
        var refused = await shelf.Refused(
            "admin", "replayParkedStream", new { subscriber = DeliveryQueriesTests.Labels, stream = "nothing" }, "parkedEvent { type }");
        Assert.Equal("platform.stream_not_parked", refused[0].GetProperty("code").GetString());
    }
}
