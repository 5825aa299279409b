using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AbsencesTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private Tenant _harbor = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.Start();
        _harbor = await _platform.Found("harbor");
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("2026-07-01", "2026-07-01", true)]
    [InlineData("2026-06-01", null, true)]
    [InlineData("2026-07-02", "2026-07-05", false)]
    [InlineData("2026-06-01", "2026-06-30", false)]
    public async Task Whoever_is_absent_today_is_away_and_covered(string from, string? until, bool away)
    {
        await using var scope = _platform.In(_harbor);
        var (hand, head) = await People(scope);
        await new Absences(scope.ServiceProvider.GetRequiredService<Session>()).Write(Absent(hand, head, from, until), TestPlatform.Cancellation);
        await scope.ServiceProvider.GetRequiredService<Session>().CommitAsync(TestPlatform.Cancellation);

        await using var later = _platform.In(_harbor);
        var user = await later.ServiceProvider.GetRequiredService<People>().User(hand, TestPlatform.Cancellation);
        Assert.Equal((away, away ? head : null), (user!.Away, user.Cover));
    }

    [Fact]
    public async Task An_absence_takes_new_days_and_can_be_taken_back()
    {
        await using var scope = _platform.In(_harbor);
        var (hand, head) = await People(scope);
        var absences = new Absences(scope.ServiceProvider.GetRequiredService<Session>());
        var absence = Absent(hand, head, "2026-07-01", "2026-07-09");
        await absences.Write(absence, TestPlatform.Cancellation);
        await absences.Write(absence with { LastDay = new DateOnly(2026, 7, 3) }, TestPlatform.Cancellation);
        Assert.Equal(new DateOnly(2026, 7, 3), (await absences.Find(absence.Id, TestPlatform.Cancellation))!.LastDay);
        Assert.Single(await absences.From(new DateOnly(2026, 7, 3), TestPlatform.Cancellation));
        Assert.Empty(await absences.From(new DateOnly(2026, 7, 4), TestPlatform.Cancellation));
        await absences.Remove(absence.Id, TestPlatform.Cancellation);
        Assert.Null(await absences.Find(absence.Id, TestPlatform.Cancellation));
    }

    [Fact]
    public async Task Nobody_covers_their_own_absence()
    {
        await using var scope = _platform.In(_harbor);
        var (hand, _) = await People(scope);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => new Absences(scope.ServiceProvider.GetRequiredService<Session>())
            .Write(Absent(hand, hand, "2026-07-01", null), TestPlatform.Cancellation));
        Assert.Equal("nobody_covers_their_own_absence", refused.ConstraintName);
    }

    private static Absence Absent(UserId person, UserId cover, string from, string? until) => new(
        new AbsenceId(Guid.CreateVersion7(TimeProvider.System.GetUtcNow())), person, DateOnly.Parse(from, null), until is null ? null : DateOnly.Parse(until, null), "leave", cover);

    private static async Task<(UserId Hand, UserId Head)> People(AsyncServiceScope scope)
    {
        var users = await scope.ServiceProvider.GetRequiredService<People>().Users(TestPlatform.Cancellation);
        return (users.Single(u => u.Name == "Hand").Id, users.Single(u => u.Name == "Head").Id);
    }
}
