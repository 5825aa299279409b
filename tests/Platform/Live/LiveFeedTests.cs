using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What a feed tells whoever listens, and what it keeps for whoever does not read.</summary>
public sealed class LiveFeedTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly HandTime _time = new();
    private readonly TenantId _tenant = new(Guid.CreateVersion7());

    [Fact]
    public async Task The_first_message_comes_at_once_and_says_that_anything_may_have_happened_before()
    {
        await using var heard = Listen(NewFeed());
        Assert.Equal(("", true), await Next(heard));
    }

    [Fact]
    public async Task What_happens_faster_than_it_is_told_is_told_as_one_after_the_pause()
    {
        var feed = NewFeed();
        await using var heard = Listen(feed);
        await Next(heard);
        var next = heard.MoveNextAsync();
        for (var i = 0; i < 1_000; i++)
        {
            Happen(feed, i % 2 == 0 ? "a" : "b");
        }

        Assert.False(next.IsCompleted);
        await _time.RunOut(Pause);
        Assert.True(await next);
        Assert.Equal(("a500 b500", false), Said(heard));
    }

    [Fact]
    public async Task Whoever_has_too_much_to_hear_is_told_to_look_again()
    {
        var feed = NewFeed(mostAtOnce: 2);
        await using var heard = Listen(feed);
        await Next(heard);
        Happen(feed, "a", "b", "c", "a");
        Assert.Equal(("a2 b1", true), await After(heard));
        Happen(feed, "c");
        Assert.Equal(("c1", false), await After(heard));
    }

    [Fact]
    public async Task Everybody_hears_what_concerns_them_in_their_tenant()
    {
        var feed = NewFeed();
        await using var mine = Listen(feed, "a");
        var ct = TestContext.Current.CancellationToken;
        await using var other = feed.Listen(new TenantId(Guid.CreateVersion7()), _ => true, ct).GetAsyncEnumerator(ct);
        await Next(mine);
        await Next(other);
        Happen(feed, "b", "a", "b");
        Assert.Equal(("a1", false), await After(mine));
        ((ILiveFeed)feed).Miss(tenant: null);
        Assert.Equal(("", true), await After(other));
    }

    [Fact]
    public async Task What_may_mean_anything_tells_everybody_to_look_again()
    {
        var feed = NewFeed();
        await using var heard = Listen(feed, "a");
        await Next(heard);
        Happen(feed, "");
        Assert.Equal(("", true), await After(heard));
    }

    [Fact]
    public async Task Whoever_has_gone_is_forgotten_whether_they_read_or_not()
    {
        ILiveFeed feed = NewFeed();
        using var leaves = new CancellationTokenSource();
        _ = ((Letters)feed).Listen(_tenant, _ => true, leaves.Token);
        Assert.True(feed.HasListeners);
        await leaves.CancelAsync();
        Assert.False(feed.HasListeners || feed.IsHeardIn(_tenant));

        var heard = Listen((Letters)feed);
        await Next(heard);
        await heard.DisposeAsync();
        Assert.False(feed.HasListeners);
    }

    private Letters NewFeed(int mostAtOnce = 100) => new(new LivePace(_time, Pause) { MostAtOnce = mostAtOnce });

    private IAsyncEnumerator<Told<Letter>> Listen(Letters feed, string? only = null) =>
        feed.Listen(_tenant, l => only is null || l.Name == only, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private void Happen(Letters feed, params string[] letters) => ((ILiveFeed)feed).Hear(_tenant, letters);

    private static async Task<(string, bool)> Next(IAsyncEnumerator<Told<Letter>> heard)
    {
        Assert.True(await heard.MoveNextAsync());
        return Said(heard);
    }

    private async Task<(string, bool)> After(IAsyncEnumerator<Told<Letter>> heard)
    {
        var next = heard.MoveNextAsync();
        await _time.RunOut(Pause);
        Assert.True(await next);
        return Said(heard);
    }

    private static (string, bool) Said(IAsyncEnumerator<Told<Letter>> heard) =>
        (string.Join(' ', heard.Current.News.Select(l => $"{l.Name}{l.Times}")), heard.Current.Missed);

    private sealed record Letter(string Name, int Times) : INews<Letter>
    {
        public object Key => Name;

        public Letter Then(Letter later) => later with { Times = Times + later.Times };
    }

    private sealed class Letters(LivePace pace) : LiveFeed<Letter>(pace)
    {
        public override IReadOnlyList<Type> Hears => [];

        protected override Letter? Read(object happened) => happened is string { Length: > 0 } name ? new Letter(name, 1) : null;
    }
}
