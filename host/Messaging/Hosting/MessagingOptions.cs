namespace CarePlatform.Messaging;

/// <summary>What a host runs, and how it behaves. The defaults suit a host with a few cores.</summary>
public sealed class MessagingOptions
{
    private readonly List<Subscriber> _subscribers = [];
    private readonly List<TimerHandler> _timers = [];
    private readonly List<LogListener> _listeners = [];

    /// <summary>The subscribers that this host runs.</summary>
    public IReadOnlyList<Subscriber> Subscribers => _subscribers;

    /// <summary>The handlers of scheduled messages that this host runs.</summary>
    public IReadOnlyList<TimerHandler> Timers => _timers;

    /// <summary>Who hears events in this process only.</summary>
    public IReadOnlyList<LogListener> Listeners => _listeners;

    /// <summary>How long a lane stays with a host that is no longer heard of; renewed three times as often.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often to look for news that were not announced (notifications can be lost with their connection).</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many effect transactions run at once in this host; each takes a connection.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How many events a lane holds in memory before it reads for itself.</summary>
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>The most due messages of a lane that are handled in one transaction.</summary>
    public int TimerBatchSize { get; set; } = 500;

    /// <summary>How long an effect transaction may be idle before the server ends it (a stopped process holds no locks for longer).</summary>
    public TimeSpan EffectTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stopping host lets running effects finish.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many months of the log have their partition made ahead.</summary>
    public int PartitionsAhead { get; set; } = 3;

    /// <summary>Runs <paramref name="subscriber"/>; its name must be new.</summary>
    public MessagingOptions Subscribe(Subscriber subscriber)
    {
        if (_subscribers.Exists(s => s.Name == subscriber.Name) || subscriber.Name == ScheduleLane.Subscriber)
        {
            throw new ArgumentException($"There are two subscribers named {subscriber.Name}, or the name is the schedule's own; each needs its own name.", nameof(subscriber));
        }

        _subscribers.Add(subscriber);
        return this;
    }

    /// <summary>Lets <paramref name="listener"/> hear what happens while this host lives.</summary>
    public MessagingOptions Listen(LogListener listener)
    {
        _listeners.Add(listener);
        return this;
    }

    /// <summary>Which timer waits for which event of which subscriber, as columns; a type that is null stands for all.</summary>
    internal (string[] Timers, string[] Subscribers, string?[] Types) Waits()
    {
        var waits = new List<(string Timer, string Subscriber, string? Type)>();
        foreach (var timer in _timers)
        {
            foreach (var name in timer.After)
            {
                var subscriber = _subscribers.Find(s => s.Name == name) ?? throw new InvalidOperationException(
                    $"The timer {timer.Name} waits for the subscriber {name}, which this host does not run.");
                waits.AddRange((subscriber.Types ?? Enumerable.Repeat<string?>(null, 1)).Select(type => (timer.Name, name, type)));
            }
        }

        return ([.. waits.Select(w => w.Timer)], [.. waits.Select(w => w.Subscriber)], [.. waits.Select(w => w.Type)]);
    }

    /// <summary>Runs <paramref name="timer"/>; its name must be new.</summary>
    public MessagingOptions Handle(TimerHandler timer)
    {
        if (_timers.Exists(t => t.Name == timer.Name))
        {
            throw new ArgumentException($"There are two timers named {timer.Name}; each needs its own name.", nameof(timer));
        }

        _timers.Add(timer);
        return this;
    }
}
