using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>
/// Gives up a timer that failed for good, and lets those of its stream that wait behind it go on. This cannot be taken back; what the
/// timer would have done must be done by hand.
/// </summary>
[Mutation, Requires("platform.operate")]
internal static class DropParkedTimer
{
    /// <param name="Name">The timer's name, such as <c>coordination.step-due@1</c>.</param>
    /// <param name="Key">Tells timers of the same name apart.</param>
    public sealed record Input([property: AuditSubject] string Name, [property: AuditSubject] string Key);

    public static async Task<Outcome<ParkedMessage>> Handle(Input input, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        return await ParkedMessages.Find(session.Transaction, input.Name, input.Key, ct) is { } parked
            && await Schedules.Cancel(session.Transaction, input.Name, input.Key, ct) ? parked : new ReplayParkedTimer.TimerNotParked();
    }
}
