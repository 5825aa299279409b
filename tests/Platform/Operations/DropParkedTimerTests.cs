using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DropParkedTimerTests
{
    [Fact]
    public async Task A_dropped_timer_is_never_handled_and_can_be_dropped_once()
    {
        var (shelf, book) = await ReplayParkedTimerTests.WithParkedTimer();
        await DeliveryQueriesTests.Rename(shelf, book, "Dry eels");

        await shelf.Do("admin", "dropParkedTimer", new { name = "shelf.look@1", key = $"{book} 0" }, "parkedTimer { key }");
        await shelf.Quiet();

        Assert.Equal(1, await DeliveryQueriesTests.LabelsOf(shelf, "Dry eels"));
        Assert.Empty((await shelf.Ask("admin", "{ parkedTimers { key } }")).GetProperty("parkedTimers").EnumerateArray());
        await shelf.Refused("admin", "dropParkedTimer", new { name = "shelf.look@1", key = $"{book} 0" }, "parkedTimer { key }");
    }
}
