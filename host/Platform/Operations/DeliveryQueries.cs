using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>How far the organisation's events are delivered, and what holds them up.</summary>
[Query, Requires("platform.operate")]
internal static class DeliveryQueries
{
    private const int Most = 200;

    /// <summary>How far each subscriber is with the organisation's events.</summary>
    public static async Task<IReadOnlyList<SubscriberProgress>> Subscribers(Session session, Deliveries deliveries, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        return await SubscriberProgress.Of(session.Connection, deliveries.Subscribers(), ct);
    }

    /// <summary>Streams that wait because an event failed, the longest-waiting first; the first 200.</summary>
    /// <param name="subscriber">Only those that wait for this subscriber.</param>
    public static async Task<IReadOnlyList<ParkedEvent>> ParkedEvents(string? subscriber, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        return await Messaging.ParkedEvents.List(session.Connection, subscriber, Most, ct);
    }

    /// <summary>Timers that failed for good, the longest-waiting first; the first 200.</summary>
    /// <param name="timer">Only those of this name, such as <c>coordination.step-due@1</c>.</param>
    public static async Task<IReadOnlyList<ParkedMessage>> ParkedTimers(string? timer, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        return await ParkedMessages.List(session.Connection, timer, Most, ct);
    }
}

/// <summary>How far a subscriber is with the organisation's events.</summary>
[View<SubscriberProgress>]
internal static class SubscriberProgressView
{
    /// <summary>Its name, such as <c>coordination.when-anything-happens</c>.</summary>
    public static string Name(SubscriberProgress progress) => progress.Subscriber;

    /// <summary>How many events have not yet taken effect; those of parked streams are not among them.</summary>
    public static long Waiting(SubscriberProgress progress) => progress.Waiting;

    /// <summary>When the oldest of them was published, in real time; null when none waits.</summary>
    public static DateTimeOffset? Oldest(SubscriberProgress progress) => progress.Oldest;

    /// <summary>How long the oldest of them has waited; zero when none waits.</summary>
    public static TimeSpan Age(SubscriberProgress progress, TenantClock clock) =>
        progress.Oldest is { } oldest && clock.World.GetUtcNow() - oldest is { Ticks: > 0 } age ? age : TimeSpan.Zero;

    /// <summary>Whether the organisation is delivered on the side: because there is much to deliver, or because of a replay.</summary>
    public static bool OnDetour(SubscriberProgress progress) => progress.OnDetour;

    /// <summary>How many streams wait because an event failed.</summary>
    public static long Parked(SubscriberProgress progress) => progress.Parked;

    /// <summary>Whether events of the past may take effect for it once more.</summary>
    public static bool Replayable(SubscriberProgress progress, Catalog catalog) =>
        catalog.Listeners.Any(l => l.Name == progress.Subscriber && l.IsReplayable);
}

/// <summary>An event that failed for a subscriber; its stream waits behind it.</summary>
[View<ParkedEvent>]
internal static class ParkedEventView
{
    /// <summary>The subscriber for which it failed.</summary>
    public static string Subscriber(ParkedEvent parked) => parked.Subscriber;

    /// <summary>The key of the stream, mostly the client's or the workflow's id.</summary>
    public static string Stream(ParkedEvent parked) => parked.Stream;

    /// <summary>The event's place in the log.</summary>
    public static long Position(ParkedEvent parked) => parked.Position;

    /// <summary>What happened, such as <c>intake.inquiry-received@1</c>.</summary>
    public static string Type(ParkedEvent parked) => parked.Type;

    /// <summary>How many events wait, the failed one included.</summary>
    public static int Waiting(ParkedEvent parked) => parked.Waiting;

    /// <summary>How often it was tried.</summary>
    public static int Attempts(ParkedEvent parked) => parked.Attempts;

    /// <summary>When it is tried again by itself, in real time; null when it waits for an operator.</summary>
    public static DateTimeOffset? RetryAt(ParkedEvent parked) => parked.RetryAt;

    /// <summary>Why it failed.</summary>
    public static string Reason(ParkedEvent parked) => parked.Reason;

    /// <summary>Since when it waits, in real time.</summary>
    public static DateTimeOffset ParkedAt(ParkedEvent parked) => parked.ParkedAt;
}

/// <summary>A timer that failed as often as its retries allow.</summary>
[View<ParkedMessage>("ParkedTimer")]
internal static class ParkedTimerView
{
    /// <summary>The timer's name, such as <c>coordination.step-due@1</c>.</summary>
    public static string Name(ParkedMessage parked) => parked.Name;

    /// <summary>Tells timers of the same name apart.</summary>
    public static string Key(ParkedMessage parked) => parked.Key;

    /// <summary>The key of its stream; later timers of the stream wait behind it.</summary>
    public static string Stream(ParkedMessage parked) => parked.Stream;

    /// <summary>When it was due, in the organisation's time.</summary>
    public static DateTimeOffset DueAt(ParkedMessage parked) => parked.DueAt;

    /// <summary>How often it was tried.</summary>
    public static int Attempts(ParkedMessage parked) => parked.Attempts;

    /// <summary>Why it failed.</summary>
    public static string Reason(ParkedMessage parked) => parked.Reason;

    /// <summary>Since when it waits, in real time.</summary>
    public static DateTimeOffset ParkedAt(ParkedMessage parked) => parked.ParkedAt;
}
