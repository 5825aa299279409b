using CarePlatform.Messaging;
using CarePlatform.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private static readonly SealingKey Secret = new("0123456789abcdef0123456789abcdef"u8);

    private readonly TestWorld _world = new();
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(
        MigrationSet.Of("platform", typeof(Session).Assembly), MigrationSet.Of("messaging", typeof(EventLog).Assembly));

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task All_hosts_sign_with_one_key_whoever_comes_first()
    {
        await using var databases = Databases();
        using var one = Keys(databases);
        using var other = Keys(databases);
        var keys = await Task.WhenAll(one.ForSigning(Ct).AsTask(), other.ForSigning(Ct).AsTask());
        Assert.Equal(keys[0].Kid, keys[1].Kid);
        Assert.Single(await one.All(Ct));
    }

    [Fact]
    public async Task The_next_key_is_published_a_day_before_its_turn_and_the_last_one_outlives_its_tokens()
    {
        await using var databases = Databases();
        using var keys = Keys(databases);
        var first = await keys.ForSigning(Ct);
        _world.Pass(SigningKeys.Turn - SigningKeys.PublishedBefore + TimeSpan.FromMinutes(5));
        Assert.Equal(first.Kid, (await keys.ForSigning(Ct)).Kid);
        Assert.Equal(2, (await keys.All(Ct)).Count);

        _world.Pass(SigningKeys.PublishedBefore);
        var second = await keys.ForSigning(Ct);
        Assert.NotEqual(first.Kid, second.Kid);
        Assert.NotNull(await keys.Find(first.Kid, Ct));
        _world.Pass(TimeSpan.FromHours(3));
        Assert.Null(await keys.Find(first.Kid, Ct));
        Assert.Equal(second.Kid, (await keys.ForSigning(Ct)).Kid);
    }

    [Fact]
    public async Task After_a_pause_longer_than_a_turn_there_is_a_key_at_once()
    {
        await using var databases = Databases();
        using var keys = Keys(databases);
        var first = await keys.ForSigning(Ct);
        _world.Pass(SigningKeys.Turn * 3);
        Assert.NotEqual(first.Kid, (await keys.ForSigning(Ct)).Kid);
    }

    [Fact]
    public async Task A_host_with_another_secret_verifies_and_makes_a_key_of_its_own()
    {
        await using var databases = Databases();
        using var keys = Keys(databases);
        var first = await keys.ForSigning(Ct);
        using var stranger = new SigningKeys(databases, new SealingKey("another secret of thirty-two bytes!"u8), _world, NullLogger<SigningKeys>.Instance);
        Assert.NotNull(await stranger.Find(first.Kid, Ct));
        Assert.NotEqual(first.Kid, (await stranger.ForSigning(Ct)).Kid);
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_signed_and_no_key_is_made()
    {
        await using var databases = Databases();
        using var keys = new SigningKeys(databases, sealing: null, _world, NullLogger<SigningKeys>.Instance);
        Assert.False(keys.CanSign);
        Assert.Empty(await keys.All(Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await keys.ForSigning(Ct));
    }

    [Fact]
    public void What_was_sealed_opens_in_its_place_only_and_unchanged()
    {
        var box = Secret.Seal("a key"u8, "one");
        Assert.Equal("a key"u8.ToArray(), Secret.Open(box, "one"));
        Assert.Null(Secret.Open(box, "two"));
        box[^1] ^= 1;
        Assert.Null(Secret.Open(box, "one"));
        Assert.Throws<ArgumentException>(() => new SealingKey("short"u8));
    }

    private Databases Databases() => new(_database.ApplicationConnectionString);

    private SigningKeys Keys(Databases databases) => new(databases, Secret, _world, NullLogger<SigningKeys>.Instance);
}

public sealed class FailureBrakeTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void After_some_failures_each_further_one_doubles_the_wait_up_to_a_quarter_of_an_hour()
    {
        var brake = new FailureBrake(_world);
        for (var i = 1; i < FailureBrake.OfClient; i++)
        {
            Assert.False(brake.Fail("here", "kiosk"));
        }

        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            Assert.True(brake.Fail("here", "kiosk"));
            Assert.Equal(TimeSpan.FromSeconds(seconds), brake.Wait("here", "kiosk"));
        }

        for (var i = 0; i < 30; i++)
        {
            brake.Fail("here", "kiosk");
        }

        Assert.Equal(TimeSpan.FromMinutes(15), brake.Wait("here", "kiosk"));
        _world.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(TimeSpan.Zero, brake.Wait("here", "kiosk"));
    }

    [Fact]
    public void Nobody_is_locked_out_from_elsewhere_and_an_address_that_tries_many_waits_for_all()
    {
        var brake = new FailureBrake(_world);
        for (var i = 0; i < FailureBrake.OfAddress; i++)
        {
            brake.Fail("there", i < 10 ? "kiosk" : $"client {i}");
        }

        Assert.Equal(TimeSpan.Zero, brake.Wait("here", "kiosk"));
        Assert.NotEqual(TimeSpan.Zero, brake.Wait("there", "somebody new"));
    }

    [Fact]
    public void Success_and_an_hour_without_failures_forgive()
    {
        var brake = new FailureBrake(_world);
        for (var i = 1; i < FailureBrake.OfClient; i++)
        {
            brake.Fail("here", "kiosk");
            brake.Fail("here", "planner");
        }

        brake.Succeed("here", "kiosk");
        Assert.False(brake.Fail("here", "kiosk"));
        _world.Pass(TimeSpan.FromMinutes(61));
        Assert.False(brake.Fail("here", "planner"));
    }
}
