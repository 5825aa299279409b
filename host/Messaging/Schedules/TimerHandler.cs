namespace CarePlatform.Messaging;

/// <summary>Takes effect for a message that is due: everything done through the delivery's transaction happens exactly once.</summary>
public delegate Task HandleDue(ScheduledMessage message, Delivery delivery, CancellationToken ct);

/// <summary>Takes effect for several due messages of one tenant at once, in due order; for set-based work when many fall due together.</summary>
public delegate Task HandleManyDue(IReadOnlyList<ScheduledMessage> messages, Delivery delivery, CancellationToken ct);

/// <summary>Handles the scheduled messages of one name when they are due.</summary>
public sealed record TimerHandler
{
    /// <summary>A handler that takes messages one at a time; those that are due together share a transaction while all goes well.</summary>
    /// <param name="name">The name under which messages are scheduled.</param>
    /// <param name="handle">The effect; it runs in the transaction that deletes the message.</param>
    public TimerHandler(string name, HandleDue handle)
        : this(name, async (IReadOnlyList<ScheduledMessage> messages, Delivery delivery, CancellationToken ct) =>
        {
            foreach (var message in messages)
            {
                using var activity = MessagingTelemetry.Firing(message);
                await handle(message, delivery, ct).ConfigureAwait(false);
            }
        })
    {
    }

    private TimerHandler(string name, HandleManyDue handle) => (Name, Handle) = (name, handle);

    /// <summary>The name under which messages are scheduled.</summary>
    public string Name { get; }

    internal HandleManyDue Handle { get; }

    /// <summary>A handler that takes all messages of a tenant that are due together.</summary>
    public static TimerHandler Many(string name, HandleManyDue handle) => new(name, handle);

    /// <summary>
    /// Subscribers that a message waits for: it is handled when they have heard everything of its tenant that was committed, or
    /// happened, before it fell due. What is parked for them holds up nothing.
    /// </summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>How a failing message is retried before it waits for an operator.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;
}
