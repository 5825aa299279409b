using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CarePlatform.GraphQL;

/// <summary>
/// Hands events to everybody who listens in this process. Who publishes never waits: each listener has a queue of its own, whose
/// length is bounded, and what becomes of a listener whose queue is full is decided when the topic is made.
/// </summary>
/// <param name="capacity">How many events may wait for one listener.</param>
/// <param name="slowReader">What becomes of a listener for whom more than that would wait.</param>
public sealed class EventTopic<TEvent>(int capacity = 100, SlowReader slowReader = SlowReader.End)
{
    private readonly ConcurrentDictionary<Channel<TEvent>, byte> _listeners = new();
    private volatile bool _isCompleted;

    /// <summary>How many listen now.</summary>
    public int ListenerCount => _listeners.Count;

    /// <summary>Gives the event to everybody who listens now. It does not wait for anybody.</summary>
    public void Publish(TEvent happened)
    {
        foreach (var (listener, _) in _listeners)
        {
            if (!listener.Writer.TryWrite(happened))
            {
                listener.Writer.TryComplete(new GraphQLException(
                    $"More than {capacity} events waited to be read. Subscribe again, and read faster or ask for less of each event.", "SUBSCRIBER_TOO_SLOW"));
                _listeners.TryRemove(listener, out _);
            }
        }
    }

    /// <summary>Ends what everybody hears, after the events that wait. Who listens later hears nothing and is at the end at once.</summary>
    public void Complete()
    {
        _isCompleted = true;
        foreach (var (listener, _) in _listeners)
        {
            listener.Writer.TryComplete();
        }
    }

    /// <summary>
    /// Listens from this call on, until the token is cancelled or the events are no longer read. What is never read must be cancelled,
    /// which a subscription does.
    /// </summary>
    public IAsyncEnumerable<TEvent> Listen(CancellationToken cancellation = default)
    {
        var listener = Channel.CreateBounded<TEvent>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            FullMode = slowReader is SlowReader.DropOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
        });
        var forget = cancellation.UnsafeRegister(static (state, _) => ((Listener)state!).Forget(), new Listener(this, listener));
        _listeners.TryAdd(listener, 0);
        if (_isCompleted || cancellation.IsCancellationRequested)
        {
            listener.Writer.TryComplete();
            _listeners.TryRemove(listener, out _);
        }

        return Read(listener, forget, cancellation);
    }

    private async IAsyncEnumerable<TEvent> Read(
        Channel<TEvent> listener, CancellationTokenRegistration forget, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var happened in listener.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
            await forget.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record Listener(EventTopic<TEvent> Topic, Channel<TEvent> Queue)
    {
        public void Forget() => Topic._listeners.TryRemove(Queue, out _);
    }
}
