using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class EventTopicTests
{
    [Fact]
    public async Task Everybody_who_listens_hears_every_event_from_then_on()
    {
        var topic = new EventTopic<int>();
        topic.Publish(1);
        var early = topic.Listen(TestContext.Current.CancellationToken);
        topic.Publish(2);
        var late = topic.Listen(TestContext.Current.CancellationToken);
        topic.Publish(3);
        topic.Complete();
        Assert.Equal([2, 3], await Heard(early));
        Assert.Equal([3], await Heard(late));
        Assert.Empty(await Heard(topic.Listen(TestContext.Current.CancellationToken)));
        Assert.Equal(0, topic.ListenerCount);
    }

    [Fact]
    public async Task A_listener_for_whom_too_much_waits_hears_what_waited_and_then_why_it_ends()
    {
        var topic = new EventTopic<int>(capacity: 2);
        var listener = topic.Listen(TestContext.Current.CancellationToken);
        topic.Publish(1);
        topic.Publish(2);
        topic.Publish(3);
        Assert.Equal(0, topic.ListenerCount);
        var heard = new List<int>();
        var end = await Assert.ThrowsAsync<GraphQLException>(async () =>
        {
            await foreach (var happened in listener)
            {
                heard.Add(happened);
            }
        });
        Assert.Equal([1, 2], heard);
        Assert.Equal("SUBSCRIBER_TOO_SLOW", end.Error.Extensions?["code"]);
    }

    [Fact]
    public async Task A_listener_who_only_wants_to_know_what_is_so_now_misses_the_oldest()
    {
        var topic = new EventTopic<int>(capacity: 2, SlowReader.DropOldest);
        var listener = topic.Listen(TestContext.Current.CancellationToken);
        for (var i = 1; i <= 5; i++)
        {
            topic.Publish(i);
        }

        topic.Complete();
        Assert.Equal([4, 5], await Heard(listener));
    }

    [Fact]
    public async Task Who_stops_listening_is_forgotten()
    {
        var topic = new EventTopic<int>();
        using var never = new CancellationTokenSource();
        topic.Listen(never.Token);
        await using (var reader = topic.Listen(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            topic.Publish(1);
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal(2, topic.ListenerCount);
        }

        Assert.Equal(1, topic.ListenerCount);
        await never.CancelAsync();
        Assert.Equal(0, topic.ListenerCount);
    }

    private static async Task<List<int>> Heard(IAsyncEnumerable<int> events)
    {
        var heard = new List<int>();
        await foreach (var happened in events)
        {
            heard.Add(happened);
        }

        return heard;
    }
}
