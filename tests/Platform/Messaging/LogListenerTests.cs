using System.Threading.Channels;
using CarePlatform.Messaging;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Whoever hears events in a process for as long as it lives.</summary>
public sealed class LogListenerTests
{
    [Fact]
    public async Task Every_host_hears_every_event_of_the_types_it_wants_in_order()
    {
        await using var log = await TestLog.Create();
        var (one, other) = (new Ear(), new Ear());
        await log.Start(one.Listens);
        await log.Start(other.Listens);
        await one.Begins();
        await other.Begins();
        await log.Append(
            TestLog.NewTenant(), TestLog.Happened("a"), TestLog.Happened("x", "tests.else@1"), TestLog.Happened("b"), TestLog.Happened("c"));
        foreach (var ear in new[] { one, other })
        {
            Assert.Equal(["a", "b", "c"], [await ear.Next(), await ear.Next(), await ear.Next()]);
        }
    }

    [Fact]
    public async Task While_nobody_listens_nothing_is_handed_over()
    {
        await using var log = await TestLog.Create();
        var ear = new Ear { IsOpen = false };
        var host = await log.Start(ear.Listens);
        await ear.Begins();
        await log.Append(TestLog.NewTenant(), TestLog.Happened("unheard"));
        await host.WhenQuiet(ct: TestLog.Ct);
        await log.Until("(select min(position) from messaging.lane) = messaging.last_position()");
        ear.IsOpen = true;
        await log.Append(TestLog.NewTenant(), TestLog.Happened("heard"));
        Assert.Equal("heard", await ear.Next());
    }

    [Fact]
    public async Task A_connection_that_was_lost_is_told_and_what_follows_is_heard_again()
    {
        await using var log = await TestLog.Create();
        var ear = new Ear();
        await log.Start(ear.Listens);
        await ear.Begins();
        await log.Append(TestLog.NewTenant(), TestLog.Happened("before"));
        Assert.Equal("before", await ear.Next());
        await log.Scalar<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'care_app' and datname = current_database()");
        Assert.Equal("missed", await ear.Next());
        await log.Append(TestLog.NewTenant(), TestLog.Happened("after"));
        Assert.Equal("after", await ear.Next());
    }

    /// <summary>Writes down the streams of what it hears.</summary>
    private sealed class Ear
    {
        private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

        public bool IsOpen { get; set; } = true;

        public void Listens(MessagingOptions options) => options
            .Subscribe(TestLog.Recorder("records"))
            .Listen(new LogListener(
                new HashSet<string> { "tests.happened@1" }, () => IsOpen,
                events => events.ToList().ForEach(e => _heard.Writer.TryWrite(e.Stream)), () => _heard.Writer.TryWrite("missed")));

        public async Task<string> Next() => await _heard.Reader.ReadAsync(TestLog.Ct);

        /// <summary>Its host has begun to read.</summary>
        public async Task Begins() => Assert.Equal("missed", await Next());
    }
}
