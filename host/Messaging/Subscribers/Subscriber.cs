namespace CarePlatform.Messaging;

/// <summary>Takes effect for one event: everything done through the delivery's transaction happens exactly once.</summary>
public delegate Task HandleEvent(LoggedEvent logged, Delivery delivery, CancellationToken ct);

/// <summary>Takes effect for several events of one tenant at once, in their order; for set-based work such as projections.</summary>
public delegate Task HandleEvents(IReadOnlyList<LoggedEvent> logged, Delivery delivery, CancellationToken ct);

/// <summary>Where a subscriber that is new to the database begins to read.</summary>
public enum StartAt
{
    /// <summary>With what is appended from now on.</summary>
    Now,

    /// <summary>With the oldest event that the log still holds.</summary>
    Beginning,
}

/// <summary>A reader of the log: each event takes effect exactly once, in order within its stream.</summary>
public sealed record Subscriber
{
    private Subscriber(string name, IEnumerable<string> types)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        var set = types.ToHashSet(StringComparer.Ordinal);
        Types = set.Count == 0 ? null : set;
    }

    /// <summary>The name under which its positions are kept; renaming it makes a new subscriber.</summary>
    public string Name { get; }

    /// <summary>The event types it hears; null means all.</summary>
    public IReadOnlySet<string>? Types { get; init; }

    /// <summary>Where it begins when the database does not know it yet.</summary>
    public StartAt Start { get; init; } = StartAt.Now;

    /// <summary>How many streams can take effect at the same time (1 to 1024). Fixed when first registered: later values are ignored.</summary>
    public int Lanes { get; init; } = 8;

    /// <summary>The most events of a lane that take effect in one transaction.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How a failing event is retried before it waits for an operator.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>The handler that takes events one at a time; null when <see cref="HandleMany"/> is set.</summary>
    internal HandleEvent? HandleOne { get; private init; }

    /// <summary>The handler that takes several events at a time; null when <see cref="HandleOne"/> is set.</summary>
    internal HandleEvents? HandleMany { get; private init; }

    /// <summary>A subscriber that handles one event at a time; events of one lane share a transaction while all goes well.</summary>
    public static Subscriber Each(string name, HandleEvent handle, params IEnumerable<string> types) =>
        new(name, types) { HandleOne = handle };

    /// <summary>A subscriber that handles several events at a time.</summary>
    public static Subscriber Many(string name, HandleEvents handle, params IEnumerable<string> types) =>
        new(name, types) { HandleMany = handle };

    internal bool Hears(string type) => Types is null || Types.Contains(type);
}
