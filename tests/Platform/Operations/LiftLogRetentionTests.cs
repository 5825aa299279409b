using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class LiftLogRetentionTests
{
    [Fact]
    public async Task What_an_organisation_has_said_is_taken_back_once()
    {
        var shelf = await ShelfTenant.New();
        await shelf.Do("admin", "changeLogRetention", new { type = "shelf.book-added@3", days = 30, reason = "Our policy" }, "eventRetention { type }");
        var lifted = await shelf.Do("admin", "liftLogRetention", new { type = "shelf.book-added@3" }, "eventRetention { days isOwn }");
        Assert.False(lifted.GetProperty("isOwn").GetBoolean());
        Assert.Empty(await ChangeLogRetentionTests.Kept(shelf));
        var refused = await shelf.Refused("admin", "liftLogRetention", new { type = "shelf.book-added@3" }, "eventRetention { days }");
        Assert.Equal("platform.no_retention_of_own", refused[0].GetProperty("code").GetString());
    }
}
