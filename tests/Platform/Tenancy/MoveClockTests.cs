using CarePlatform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class MoveClockTests : IAsyncLifetime
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
    public async Task Moves_add_up_and_the_host_sees_them_at_once()
    {
        await Move(new(By: TimeSpan.FromHours(5)));
        await Move(new(By: TimeSpan.FromDays(2)));

        Assert.Equal(_platform.World.GetUtcNow().AddHours(53), await Now());
    }

    [Fact]
    public async Task The_clock_goes_to_an_instant()
    {
        var wanted = _platform.World.GetUtcNow().AddDays(10);
        await Move(new(By: TimeSpan.FromHours(5)));
        await Move(new(To: wanted));

        Assert.Equal(wanted, await Now());
    }

    [Fact]
    public async Task What_is_scheduled_falls_due_by_the_moved_clock()
    {
        var due = _platform.World.GetUtcNow().AddDays(1);
        await _platform.Do(_tenant, async services =>
        {
            var session = services.GetRequiredService<Session>();
            await session.OpenAsync(TestPlatform.Cancellation);
            await Schedules.Set(session.Transaction, new ScheduledMessage("garden.water", "1", "bed", due, "garden.water@1", "{}"), TestPlatform.Cancellation);
            return true;
        });

        await Move(new(By: TimeSpan.FromDays(1)));

        Assert.Equal(
            _platform.World.GetUtcNow().UtcDateTime, await _platform.Ask("select fires_at from messaging.schedule where name = 'garden.water'"));
    }

    [Fact]
    public async Task Time_is_never_turned_back()
    {
        await Move(new(By: TimeSpan.FromDays(1)));

        await Refused<MoveClock.ClockMovesForwardOnly>(new(By: TimeSpan.FromHours(-1)));
        await Refused<MoveClock.ClockMovesForwardOnly>(new(By: TimeSpan.Zero));
        await Refused<MoveClock.ClockMovesForwardOnly>(new(To: _platform.World.GetUtcNow().AddHours(23)));
    }

    [Fact]
    public async Task Only_a_sandbox_has_a_movable_clock()
    {
        _tenant = await _platform.Found("real", sandbox: false);

        await Refused<MoveClock.NoSandbox>(new(By: TimeSpan.FromHours(1)));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => _platform.Ask("update platform.tenants set clock_offset = '1 hour' where slug = 'real'"));
    }

    [Fact]
    public async Task A_move_without_an_aim_with_two_aims_or_out_of_this_decade_is_refused()
    {
        await Refused<InvalidInput>(new());
        await Refused<InvalidInput>(new(By: TimeSpan.FromHours(1), To: _platform.World.GetUtcNow().AddDays(1)));
        await Refused<MoveClock.TooFarAhead>(new(By: TimeSpan.FromDays(4000)));
        await Refused<MoveClock.TooFarAhead>(new(To: DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task Moves_at_the_same_time_are_all_counted()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Move(new(By: TimeSpan.FromHours(1)))));

        Assert.Equal(_platform.World.GetUtcNow().AddHours(5), await Now());
    }

    private async Task Refused<TRefusal>(MoveClock.Input input) => Assert.IsType<TRefusal>(Assert.Single((await Move(input)).Refusals));

    private async Task<Outcome<Tenant>> Move(MoveClock.Input input)
    {
        var tenant = (await _platform.Tenants.Find(_tenant.Id, TestPlatform.Cancellation))!;
        return await _platform.Do(tenant, services => MoveClock.Handle(
            input, services.GetRequiredService<Session>(), services.GetRequiredService<TenantCatalog>(), TestPlatform.Cancellation));
    }

    private async Task<DateTimeOffset> Now()
    {
        await using var scope = _platform.In((await _platform.Tenants.Find(_tenant.Id, TestPlatform.Cancellation))!);
        return scope.ServiceProvider.GetRequiredService<Session>().Clock.GetUtcNow();
    }
}
