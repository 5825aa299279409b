using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ReplaySubscriberTests
{
    [Fact]
    public async Task Events_of_the_past_take_effect_once_more_for_the_organisation_that_asks()
    {
        var (shelf, other) = (await ShelfTenant.New(), await ShelfTenant.New());
        await DeliveryQueriesTests.Add(shelf, "Emma");
        await DeliveryQueriesTests.Add(other, "Persuasion");
        await shelf.Quiet();
        await other.Quiet();

        await shelf.Do("admin", "replaySubscriber", new { subscriber = DeliveryQueriesTests.Labels }, "subscriberProgress { name onDetour }");
        await shelf.Quiet();
        await other.Quiet();

        Assert.Equal(2, await DeliveryQueriesTests.LabelsOf(shelf, "Emma"));
        Assert.Equal(1, await DeliveryQueriesTests.LabelsOf(other, "Persuasion"));
        Assert.Equal($"Ada done {DeliveryQueriesTests.Labels}", Assert.Single(await DeliveryQueriesTests.Audited(shelf, "ReplaySubscriber")));
    }

    [Theory]
    [InlineData("shelf.nobody", null, "platform.unknown_subscriber")]
    [InlineData("shelf.when-anything-happens-to-books", null, "platform.not_replayable")]
    [InlineData(DeliveryQueriesTests.Labels, -1L, "invalid_input")]
    [InlineData(DeliveryQueriesTests.Labels, 1L << 40, "platform.nothing_to_replay")]
    public async Task What_cannot_be_replayed_is_refused(string subscriber, long? after, string code)
    {
        var shelf = await ShelfTenant.New();
        var refused = await shelf.Refused("admin", "replaySubscriber", new { subscriber, after }, "subscriberProgress { name }");
        Assert.Equal(code, refused[0].GetProperty("code").GetString());
    }
}
