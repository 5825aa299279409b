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

    [Fact]
    public async Task Of_two_hosts_that_start_together_one_gives_it_and_a_role_that_was_changed_stays()
    {
        await using var platform = await TestPlatform.Start();
        await platform.Found("harbor");
        await platform.Ask("delete from platform.organisations where key = 'greeting'");
        await platform.Ask("update platform.roles set changed_at = now() where key = 'admin'");
        await platform.Ask("delete from platform.role_permissions where role = 'admin'");
        await platform.Ask("update platform.defaults_given set build = 'older'");
        var start = platform.Services.GetRequiredService<DefaultsAtStart>();

        await Task.WhenAll(start.GiveAll(TestPlatform.Cancellation), start.GiveAll(TestPlatform.Cancellation));
        Assert.Equal(1L, await platform.Ask("select count(*) from platform.organisations where key = 'greeting'"));
        Assert.Equal(0L, await platform.Ask("select count(*) from platform.role_permissions where role = 'admin'"));
    }

    [Fact]
    public async Task A_host_that_prepares_a_tenant_waits_for_one_that_gives_it_what_is_new_and_neither_is_undone()
    {
        await using var platform = await TestPlatform.Start();
        var tenant = await platform.Found("harbor");
        await platform.Ask("delete from platform.organisations where key = 'greeting'");
        await platform.Ask("update platform.defaults_given set build = 'older'");
        await using var giving = platform.In(tenant);
        Assert.True(await giving.ServiceProvider.GetRequiredService<DefaultsGiven>().Mark(TestPlatform.Cancellation));

        var preparing = platform.Found("harbor");
        while (!preparing.IsCompleted && (long)(await platform.Ask("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))! == 0)
        {
            await Task.Yield();
        }

        var recipe = giving.ServiceProvider.GetRequiredService<RecipeCatalog>().Find(tenant.CareModel)!;
        await giving.ServiceProvider.GetRequiredService<RecipeInstaller>().Install(recipe, TestPlatform.Cancellation);
        await giving.ServiceProvider.GetRequiredService<Session>().CommitAsync(TestPlatform.Cancellation);
        await preparing;
        Assert.Equal(1L, await platform.Ask("select count(*) from platform.organisations where key = 'greeting'"));
    }
}
