using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>
/// Lets a failed event and everything that waits behind it take effect, in order. Its retries start anew; use it when what made the
/// event fail has been put right.
/// </summary>
[Mutation, Requires("platform.operate")]
internal static class ReplayParkedStream
{
    /// <param name="Subscriber">The subscriber for which the stream waits.</param>
    /// <param name="Stream">The key of the stream.</param>
    public sealed record Input([property: AuditSubject] string Subscriber, [property: AuditSubject] string Stream);

    /// <summary>Nothing of this stream waits for this subscriber.</summary>
    public sealed record StreamNotParked() : Refusal(
        "platform.stream_not_parked", "This stream does not wait for this subscriber; it may have gone on meanwhile. Ask parkedEvents again.", "input.stream");

    public static async Task<Outcome<ParkedEvent>> Handle(Input input, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        if (await ParkedEvents.Find(session.Transaction, input.Subscriber, input.Stream, ct) is not { } parked
            || !await ParkedEvents.Replay(session.Transaction, input.Subscriber, input.Stream, ct))
        {
            return new StreamNotParked();
        }

        return parked;
    }
}
