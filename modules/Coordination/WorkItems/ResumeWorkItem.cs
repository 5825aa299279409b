using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Lets an item on hold go on; the time for which it stood still does not count.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class ResumeWorkItem
{
    /// <param name="Item">The item on hold.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkItemId Item, int? ExpectedVersion = null);

    /// <summary>The item is not on hold.</summary>
    public sealed record NotOnHold() : Refusal("coordination.not_on_hold", "This item is not on hold; its clock runs.", "input.item");

    public static async Task<Outcome<WorkItem>> Handle(Input input, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await engine.Take(input.Item, "coordination.work", actor, clock.GetUtcNow(), ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if ((item.Prevents(input.ExpectedVersion) ?? turn.Unreadable) is { } refusal)
        {
            return refusal;
        }

        if (!item.IsHeld)
        {
            return new NotOnHold();
        }

        turn.Resume(item);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}
