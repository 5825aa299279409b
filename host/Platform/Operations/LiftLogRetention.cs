using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>Takes back what the organisation has said about how long its events of a type are kept; what holds for everybody holds again.</summary>
[Mutation, Requires("platform.operate")]
internal static class LiftLogRetention
{
    /// <param name="Type">The event.</param>
    public sealed record Input([property: AuditSubject] string Type);

    /// <summary>The organisation has said nothing about this event.</summary>
    public sealed record NoRetentionOfOwn() : Refusal(
        "platform.no_retention_of_own", "The organisation has said nothing about this event. Ask logRetention for what it has said.", "input.type");

    public static async Task<Outcome<EventRetention>> Handle(Input input, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        if (!await EventRetention.Lift(session.Transaction, input.Type, ct))
        {
            return new NoRetentionOfOwn();
        }

        return (await EventRetention.List(session.Connection, ct)).FirstOrDefault(r => r.Type == input.Type)
            ?? new EventRetention(input.Type, Keep: null, IsOwn: false);
    }
}
