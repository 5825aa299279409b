using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Takes an item from a queue: from now on the caller owns it.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class ClaimWorkItem
{
    /// <param name="Item">The item in the queue.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkItemId Item, int? ExpectedVersion = null);

    /// <summary>Somebody owns the item already.</summary>
    /// <param name="Owner">The person who owns it.</param>
    public sealed record AlreadyClaimed(UserId Owner) : Refusal(
        "coordination.already_claimed", $"{Owner} owns this item already. Whoever may reassign work can give it to you.", "input.item");

    public static async Task<Outcome<WorkItem>> Handle(Input input, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        // Whoever may see the item hears who was quicker, although it has left their queue.
        if (actor.User is not { } me
            || await engine.Take(input.Item, "coordination.read", actor, clock.GetUtcNow(), ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if (item.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (item.Owner is { } owner)
        {
            return owner == me ? item : new AlreadyClaimed(owner);
        }

        if (!item.IsWithin(actor, "coordination.work"))
        {
            return new NotFound("input.item");
        }

        if (turn.IsKeptFrom(item, me))
        {
            return new ConcernsThem(me);
        }

        if (turn.Judge(item, me) is Outside.Refused)
        {
            return new OutsideRole(me, item.Kind);
        }

        turn.Claim(item, me);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}
