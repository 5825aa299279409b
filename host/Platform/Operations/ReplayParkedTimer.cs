using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>Has a timer that failed for good handled again, and then those of its stream that wait behind it.</summary>
[Mutation, Requires("platform.operate")]
internal static class ReplayParkedTimer
{
    /// <param name="Name">The timer's name, such as <c>coordination.step-due@1</c>.</param>
    /// <param name="Key">Tells timers of the same name apart.</param>
    public sealed record Input([property: AuditSubject] string Name, [property: AuditSubject] string Key);

    /// <summary>No such timer waits.</summary>
    public sealed record TimerNotParked() : Refusal(
        "platform.timer_not_parked", "This timer does not wait for an operator; it may have been handled meanwhile. Ask parkedTimers again.", "input.key");

    public static async Task<Outcome<ParkedMessage>> Handle(Input input, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        return await ParkedMessages.Find(session.Transaction, input.Name, input.Key, ct) is { } parked
            && await ParkedMessages.Replay(session.Transaction, input.Name, input.Key, ct) ? parked : new TimerNotParked();
    }
}
