using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DefaultsAtStartTests
{
    [Fact]
    public async Task What_is_missing_comes_with_another_build_and_not_with_the_same()
    {
        await using var platform = await TestPlatform.Start();
        await platform.Found("harbor");
        await platform.Ask("delete from platform.organisations where key = 'greeting'");
        var start = platform.Services.GetRequiredService<DefaultsAtStart>();

        await start.GiveAll(TestPlatform.Cancellation);
        Assert.Equal(0L, await platform.Ask("select count(*) from platform.organisations where key = 'greeting'"));

        await platform.Ask("update platform.defaults_given set build = 'older'");
        await start.GiveAll(TestPlatform.Cancellation);
        Assert.Equal(1L, await platform.Ask("select count(*) from platform.organisations where key = 'greeting'"));
    }
}
