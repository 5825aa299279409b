namespace CarePlatform.Messaging;

/// <summary>
/// An event that failed for a subscriber; its stream waits for that subscriber. <c>Waiting</c> counts the events that wait, the failed
/// one included. <c>RetryAt</c> says when it is tried again by itself; null: it waits for an operator. <c>Reason</c> is the exception's
/// type and message, without the event's payload.
/// </summary>
public sealed record ParkedEvent(
    string Subscriber, string Stream, long Position, string Type, int Waiting, int Attempts, DateTimeOffset? RetryAt, string Reason,
    DateTimeOffset ParkedAt);

/// <summary>
/// A scheduled message that failed as often as its retries allow and waits for an operator. <c>Reason</c> is the exception's type and
/// message, without the message's payload.
/// </summary>
public sealed record ParkedMessage(
    string Name, string Key, string Stream, string Type, DateTimeOffset DueAt, int Attempts, string Reason, DateTimeOffset ParkedAt);
