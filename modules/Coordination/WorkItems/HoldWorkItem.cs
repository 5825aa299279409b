using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Lets an open item stand still for a reason: its clock and its ladder wait until it is resumed, at the latest until the time given.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class HoldWorkItem
{
    /// <param name="Item">The item.</param>
    /// <param name="Reason">Why nothing can be done at present.</param>
    /// <param name="Until">When it goes on by itself, so that it is not forgotten.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkItemId Item, HoldReason Reason, DateTimeOffset Until, int? ExpectedVersion = null);

    /// <summary>The item stands still already.</summary>
    /// <param name="Until">When it goes on by itself.</param>
    public sealed record AlreadyOnHold(DateTimeOffset Until) : Refusal(
        "coordination.already_on_hold", "This item is on hold already. Resume it first.", "input.item");

    /// <summary>The step may not be held for so long.</summary>
    /// <param name="Latest">The latest time that is possible.</param>
    public sealed record HoldTooLong(DateTimeOffset Latest) : Refusal(
        "coordination.hold_too_long", $"This step may be held until {Latest:yyyy-MM-dd HH:mm} UTC at the latest; look at it again then.", "input.until");

    public static async Task<Outcome<WorkItem>> Handle(Input input, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await engine.Take(input.Item, "coordination.work", actor, now, ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if ((item.Prevents(input.ExpectedVersion) ?? turn.Unreadable) is { } refusal)
        {
            return refusal;
        }

        if (item.HeldUntil is { } until)
        {
            return new AlreadyOnHold(until);
        }

        if (input.Until <= now)
        {
            return new InvalidInput("input.until", "A hold ends in the future: say when the item is to be looked at again.");
        }

        if (turn.StepOf(item).HoldAtMost is { } most && turn.After(most) is var latest && input.Until > latest)
        {
            return new HoldTooLong(latest);
        }

        turn.Hold(item, JsonNamingPolicy.KebabCaseLower.ConvertName(input.Reason.ToString()), input.Until.ToUniversalTime());
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}

/// <summary>Why a step cannot go on at present.</summary>
internal enum HoldReason
{
    /// <summary>The client is in a hospital.</summary>
    Hospitalised,

    /// <summary>The client has not agreed yet.</summary>
    WaitingForConsent,

    /// <summary>The client is away or in custody.</summary>
    ClientAway,

    /// <summary>Somebody outside must act first.</summary>
    WaitingForPartner,

    /// <summary>The client asked for a later time.</summary>
    ClientChoice,
}
