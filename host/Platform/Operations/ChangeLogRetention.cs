using CarePlatform.Messaging;
using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>
/// Says how long the organisation's events of a type stay in the log. What has outlived it is deleted within a day, once every subscriber
/// has heard it, and cannot be brought back: neither replays nor new readers see it any more.
/// </summary>
[Mutation, Requires("platform.operate")]
internal static class ChangeLogRetention
{
    private const int Longest = 36_500;

    /// <param name="Type">The event, such as <c>coordination.step-opened@1</c>.</param>
    /// <param name="Days">How many days it is kept at least; for good when nothing is said.</param>
    /// <param name="Reason">Why, such as the rule that asks for it. No facts about a client.</param>
    public sealed record Input([property: AuditSubject] string Type, [property: AuditSubject] int? Days, [property: AuditSubject] string Reason);

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Days).InclusiveBetween(1, Longest)
                .WithMessage($"Events are kept for 1 to {Longest} days; leave days out to keep them for good.");
            RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why events are kept for so long.").MaximumLength(200);
        }
    }

    /// <summary>There is no such event.</summary>
    public sealed record UnknownEvent() : Refusal(
        "platform.unknown_event", "No event is called so. Give its name with its version, as in schema/events.txt.", "input.type");

    public static async Task<Outcome<EventRetention>> Handle(Input input, Session session, EventNames names, CancellationToken ct)
    {
        if (!names.Holds(input.Type))
        {
            return new UnknownEvent();
        }

        await session.OpenAsync(ct);
        var keep = input.Days is { } days ? TimeSpan.FromDays(days) : (TimeSpan?)null;
        await EventRetention.Set(session.Transaction, input.Type, keep, ct);
        return new EventRetention(input.Type, keep, IsOwn: true);
    }
}
