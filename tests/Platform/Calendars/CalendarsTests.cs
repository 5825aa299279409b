using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;
using static CarePlatform.Platform.Tests.SomeCalendar;

namespace CarePlatform.Platform.Tests;

public sealed class CalendarsTests : IAsyncLifetime
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
    public async Task A_site_has_its_own_calendar_and_time_zone()
    {
        var coast = await Of("coast");

        Assert.Equal("America/Los_Angeles", coast.Zone.Id);
        Assert.True(coast.IsOpen(Day("2026-08-01"))); // a Saturday
        Assert.False(coast.IsOpen(Day("2026-07-31")));
    }

    [Fact]
    public async Task A_site_without_one_works_by_the_tenants()
    {
        var hill = await Of("hill");

        Assert.True(hill.IsOpen(Day("2026-07-31")));
        Assert.False(hill.IsOpen(Day("2026-07-03")));
        Assert.Equal("America/New_York", hill.Zone.Id);
    }

    [Fact]
    public async Task No_site_means_the_tenants_calendar() => Assert.False((await Of(null)).IsOpen(Day("2026-07-03")));

    [Fact]
    public async Task When_the_whole_tenant_is_closed_every_site_is()
    {
        await _platform.Ask("""
            update platform.calendars set closed_days = '[{"day": "2026-08-08", "reason": "Move"}]' where site_id is null
            """);

        Assert.False((await Of("coast")).IsOpen(Day("2026-08-08")));
        Assert.True((await Of("coast")).IsOpen(Day("2026-08-15")));
    }

    [Fact]
    public async Task A_tenant_without_a_calendar_is_told_how_to_get_one()
    {
        await _platform.Ask("delete from platform.calendars");

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => Of(null));
        Assert.Contains("harbor has no business calendar", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendars_are_read_once_in_a_scope()
    {
        await using var scope = _platform.In(_tenant);
        var calendars = scope.ServiceProvider.GetRequiredService<Calendars>();
        var first = await calendars.Of(null, TestPlatform.Cancellation);
        await _platform.Ask("delete from platform.calendars");

        Assert.Same(first, await calendars.Of(null, TestPlatform.Cancellation));
    }

    private async Task<BusinessCalendar> Of(string? site)
    {
        await using var scope = _platform.In(_tenant);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await session.OpenAsync(TestPlatform.Cancellation);
        await using var find = new NpgsqlCommand("select id from platform.sites where key = $1", session.Connection, session.Transaction)
        {
            Parameters = { new() { Value = site ?? "" } },
        };
        var id = await find.ExecuteScalarAsync(TestPlatform.Cancellation) is Guid found ? new SiteId(found) : (SiteId?)null;
        return await scope.ServiceProvider.GetRequiredService<Calendars>().Of(id, TestPlatform.Cancellation);
    }
}
