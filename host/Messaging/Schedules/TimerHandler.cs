namespace CarePlatform.Messaging;

/// <summary>Takes effect for a message that is due: everything done through the delivery's transaction happens exactly once.</summary>
public delegate Task HandleDue(ScheduledMessage message, Delivery delivery, CancellationToken ct);

/// <summary>Handles the scheduled messages of one name when they are due.</summary>
/// <param name="Name">The name under which messages are scheduled.</param>
/// <param name="Handle">The effect; it runs in the transaction that deletes the message.</param>
public sealed record TimerHandler(string Name, HandleDue Handle)
{
    /// <summary>
    /// Subscribers that a message waits for: it is handled when they have heard everything of its tenant that was committed, or
    /// happened, before it fell due. What is parked for them holds up nothing.
    /// </summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>How a failing message is retried before it waits for an operator.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;
}
