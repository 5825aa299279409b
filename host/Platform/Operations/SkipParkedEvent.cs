using CarePlatform.Messaging;
using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>
/// Decides that a failed event never takes effect for a subscriber, and lets what waits behind it go on. This cannot be taken back; what
/// the event would have done must be done by hand.
/// </summary>
[Mutation, Requires("platform.operate")]
internal static class SkipParkedEvent
{
    /// <param name="Subscriber">The subscriber for which the stream waits.</param>
    /// <param name="Stream">The key of the stream.</param>
    /// <param name="Position">The failed event's place in the log.</param>
    /// <param name="Reason">Why it may be left out; kept with the event. No facts about a client.</param>
    public sealed record Input(
        [property: AuditSubject] string Subscriber, [property: AuditSubject] string Stream, [property: AuditSubject] long Position, string Reason);

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why the event may be left out.").MaximumLength(500);
    }

    /// <summary>The stream waits because of another event, or not at all.</summary>
    /// <param name="FailedAt">The place of the event for which it waits now; null when it does not wait.</param>
    public sealed record EventNotParked(long? FailedAt) : Refusal(
        "platform.event_not_parked", "The stream does not wait because of this event. Ask parkedEvents again before you decide.", "input.position");

    public static async Task<Outcome<ParkedEvent>> Handle(Input input, Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        var parked = await ParkedEvents.Find(session.Transaction, input.Subscriber, input.Stream, ct);
        if (parked is null
            || !await ParkedEvents.Skip(session.Transaction, input.Subscriber, input.Stream, input.Position, input.Reason, ct))
        {
            return new EventNotParked(parked?.Position);
        }

        return parked;
    }
}
