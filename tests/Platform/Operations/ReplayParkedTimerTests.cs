using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ReplayParkedTimerTests
{
    [Fact]
    public async Task A_timer_that_failed_is_handled_when_it_is_replayed()
    {
        var (shelf, book) = await WithParkedTimer();
        await DeliveryQueriesTests.Rename(shelf, book, "Dry eels");

        await shelf.Do("admin", "replayParkedTimer", new { name = "shelf.look@1", key = $"{book} 0" }, "parkedTimer { reason dueAt }");
        await shelf.Quiet();

        Assert.Equal(1, await DeliveryQueriesTests.LabelsOf(shelf, "looked 1 times"));
        var gone = await shelf.Refused("admin", "replayParkedTimer", new { name = "shelf.look@1", key = $"{book} 0" }, "parkedTimer { key }");
        Assert.Equal("platform.timer_not_parked", gone[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Timers_that_fall_due_together_are_handled_together()
    {
        var shelf = await ShelfTenant.New();
        var book = await DeliveryQueriesTests.Add(shelf, "Emma");
        await shelf.Do("librarian", "lookAtBook", new { book, times = 30 }, "book { id }");
        await shelf.Forward(TimeSpan.FromDays(2));

        Assert.Equal(1, await DeliveryQueriesTests.LabelsOf(shelf, "looked 30 times"));
    }

    internal static async Task<(TestTenant Shelf, string Book)> WithParkedTimer()
    {
        var shelf = await ShelfTenant.New();
        var book = await DeliveryQueriesTests.Add(shelf, "Emma");
        await shelf.Do("librarian", "lookAtBook", new { book, times = 1 }, "book { id }");
        await shelf.Quiet();
        await DeliveryQueriesTests.Rename(shelf, book, "Slippery eels");
        await shelf.Forward(TimeSpan.FromDays(2));
        var parked = (await shelf.Ask("admin", "{ parkedTimers { key reason } }")).GetProperty("parkedTimers")[0];
        Assert.Equal("InvalidOperationException: It slipped away.", parked.GetProperty("reason").GetString());
        return (shelf, book);
    }
}
