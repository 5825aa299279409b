using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Completes an item by hand with the value that was measured, where its outcome is one that people measure. Everything else
/// completes by the event of the work itself.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class CompleteWorkItem
{
    /// <param name="Item">The item.</param>
    /// <param name="Measured">The value that shows that it is done.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkItemId Item, decimal Measured, int? ExpectedVersion = null);

    /// <summary>Only an event completes the item.</summary>
    /// <param name="Step">Key of the step.</param>
    public sealed record CompletedByEvent(string Step) : Refusal(
        "coordination.completed_by_event",
        $"The step {Step} is done when the work itself is recorded; it cannot be ticked off by hand.",
        "input.item");

    /// <summary>The value does not show that the step is done.</summary>
    /// <param name="Measure">What is measured.</param>
    /// <param name="AtLeast">The least that counts as done.</param>
    /// <param name="AtMost">The most that counts as done.</param>
    public sealed record OutcomeNotReached(string Measure, decimal? AtLeast, decimal? AtMost) : Refusal(
        "coordination.outcome_not_reached",
        $"The outcome is not reached: {Measure} must be {(AtLeast, AtMost) switch
        {
            ({ } low, { } high) => $"{low} to {high}",
            ({ } low, null) => $"at least {low}",
            (_, var high) => $"at most {high}",
        }}.",
        "input.measured");

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

        if (turn.ByHandOf(item) is not { } byHand)
        {
            return new CompletedByEvent(item.Step);
        }

        if (input.Measured < byHand.AtLeast || input.Measured > byHand.AtMost)
        {
            return new OutcomeNotReached(byHand.Measure!, byHand.AtLeast, byHand.AtMost);
        }

        turn.CompleteByHand(item, input.Measured);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}
