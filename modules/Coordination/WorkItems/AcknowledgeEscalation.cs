using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Answers an escalation: the caller knows of it and sees to it. Its clock and its ladder go on.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class AcknowledgeEscalation
{
    /// <param name="Item">The item that was escalated.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkItemId Item, int? ExpectedVersion = null);

    /// <summary>There is no escalation that waits for an answer.</summary>
    public sealed record NothingToAcknowledge() : Refusal(
        "coordination.nothing_to_acknowledge", "No escalation of this item waits for an answer.", "input.item");

    public static async Task<Outcome<WorkItem>> Handle(Input input, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me
            || await engine.Take(input.Item, "coordination.work", actor, clock.GetUtcNow(), ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if (item.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (!item.AwaitsAcknowledgement)
        {
            return new NothingToAcknowledge();
        }

        turn.Acknowledge(item, me);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}
