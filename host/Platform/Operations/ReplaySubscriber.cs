using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>
/// Lets the organisation's events take effect for a subscriber once more, from a position on or from the start of the log. Other
/// subscribers and other organisations go on undisturbed; what was skipped stays skipped. Only for subscribers whose effects may be repeated.
/// </summary>
[Mutation, Requires("platform.operate")]
internal static class ReplaySubscriber
{
    /// <param name="Subscriber">The subscriber's name.</param>
    /// <param name="After">The place in the log behind which the replay begins; from the start when nothing is said.</param>
    public sealed record Input([property: AuditSubject] string Subscriber, long? After = null);

    /// <summary>No subscriber has this name.</summary>
    public sealed record UnknownSubscriber() : Refusal(
        "platform.unknown_subscriber", "There is no subscriber of this name. Ask the query subscribers for those there are.", "input.subscriber");

    /// <summary>Its effects must not be repeated.</summary>
    public sealed record NotReplayable() : Refusal(
        "platform.not_replayable", "What this subscriber does must not be done twice, so nothing can be replayed for it.", "input.subscriber");

    /// <summary>It has not come so far.</summary>
    public sealed record NothingToReplay() : Refusal(
        "platform.nothing_to_replay", "The subscriber has not yet passed this position, so there is nothing to repeat.", "input.after");

    public static async Task<Outcome<SubscriberProgress>> Handle(
        Input input, Session session, Catalog catalog, Deliveries deliveries, CancellationToken ct)
    {
        if (catalog.Listeners.FirstOrDefault(l => l.TimerName is null && l.Name == input.Subscriber) is not { } listener)
        {
            return new UnknownSubscriber();
        }

        if (!listener.IsReplayable)
        {
            return new NotReplayable();
        }

        if (input.After < 0)
        {
            return new InvalidInput("input.after", "A position is not negative; leave it out to begin at the start.");
        }

        await session.OpenAsync(ct);
        if (!await SubscriberProgress.Replay(session.Transaction, input.Subscriber, input.After ?? 0, ct))
        {
            return new NothingToReplay();
        }

        var progress = await SubscriberProgress.Of(session.Connection, deliveries.Subscribers().Where(s => s.Name == input.Subscriber), ct);
        return progress[0];
    }
}
