using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class TenantCatalogTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private Tenant _tenant = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.Start();
        _tenant = await _platform.Found("harbor");
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_tenant_is_found_by_slug_and_by_id()
    {
        Assert.Equal(_tenant, await _platform.Tenants.Find("harbor", TestPlatform.Cancellation));
        Assert.Equal(_tenant, await _platform.Tenants.Find(_tenant.Id, TestPlatform.Cancellation));
        Assert.Equal(_tenant, await _platform.Tenants.Find(_tenant.Id.ToString(), TestPlatform.Cancellation));
    }

    [Fact]
    public async Task What_is_not_in_the_register_is_not_found()
    {
        Assert.Null(await _platform.Tenants.Find("atlantis", TestPlatform.Cancellation));
        Assert.Null(await _platform.Tenants.Find(new TenantId(Guid.Empty), TestPlatform.Cancellation));
    }

    [Fact]
    public async Task All_tenants_are_listed_with_their_own_features()
    {
        await _platform.Found("meadow", "meadow");

        Assert.Equal(
            ["harbor: garden garden.trees", "meadow: garden garden.bees garden.flowers"],
            (await _platform.Tenants.All(TestPlatform.Cancellation)).Select(t => $"{t.Slug}: {t.Features.Key}"));
    }

    [Fact]
    public async Task A_change_is_seen_after_a_few_seconds_even_when_no_announcement_is_heard()
    {
        await _platform.Tenants.Find("harbor", TestPlatform.Cancellation);
        await Rename("Harbour");

        Assert.Equal("HARBOR", (await _platform.Tenants.Find("harbor", TestPlatform.Cancellation))!.Name);
        _platform.World.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal("Harbour", (await _platform.Tenants.Find("harbor", TestPlatform.Cancellation))!.Name);
    }

    [Fact]
    public async Task A_change_is_seen_by_every_host_that_hears_of_it()
    {
        var other = _platform.Build();
        await using var running = await TestPlatform.Run(other);
        var tenants = other.GetRequiredService<TenantCatalog>();
        await Listening();
        Assert.Equal("HARBOR", (await tenants.Find("harbor", TestPlatform.Cancellation))!.Name);

        await Rename("Harbour");

        // The test's time stands still: only the announcement can make the other host read again.
        while ((await tenants.Find("harbor", TestPlatform.Cancellation))!.Name != "Harbour")
        {
            await Task.Yield();
            TestPlatform.Cancellation.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task The_application_reads_the_whole_register_but_changes_its_own_tenant_only()
    {
        var meadow = await _platform.Found("meadow");
        await using var scope = _platform.In(_tenant);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await session.OpenAsync(TestPlatform.Cancellation);

        await using var change = new NpgsqlCommand("update platform.tenants set name = 'Taken'", session.Connection, session.Transaction);
        Assert.Equal(1, await change.ExecuteNonQueryAsync(TestPlatform.Cancellation));
        await session.CommitAsync(TestPlatform.Cancellation);
        Assert.Equal("MEADOW", await _platform.Ask($"select name from platform.tenants where id = '{meadow.Id.Value}'"));
    }

    [Theory]
    [InlineData("update platform.tenants set sandbox = true")]
    [InlineData("update platform.tenants set slug = 'other'")]
    [InlineData("delete from platform.tenants")]
    [InlineData("insert into platform.tenants (id, slug, name, database, care_model, time_zone, created_at) values (gen_random_uuid(), 'new', 'New', 'x', 'x', 'UTC', now())")]
    public async Task The_application_cannot_make_a_sandbox_of_a_tenant_nor_rename_or_remove_or_enter_others(string sql)
    {
        await using var scope = _platform.In(_tenant);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await session.OpenAsync(TestPlatform.Cancellation);
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestPlatform.Cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    // Until the other host's connection has executed its listen.
    private async Task Listening()
    {
        while (!(bool)(await _platform.Ask(
            "select exists (select from pg_stat_activity where datname = current_database() and query = 'listen platform_tenants' and state = 'idle')"))!)
        {
            await Task.Yield();
        }
    }

    private Task<object?> Rename(string name) => _platform.Ask($"update platform.tenants set name = '{name}' where slug = 'harbor'");
}
