using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// A partner reports the outcome of a step that its organisation owes: signed in, or through a one-time link. Where the value shows that
/// the step is done, it completes.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.answer"), ForPartners, ByLink(nameof(Input.Item), "How did it go?")]
internal static class ReportSentWork
{
    /// <param name="Item">The item.</param>
    /// <param name="Measured">The value that was agreed as the outcome, such as 1 for a person who came.</param>
    public sealed record Input(WorkItemId Item, decimal Measured);

    /// <summary>The step ends by the work itself, not by a report.</summary>
    public sealed record NotReported() : Refusal(
        "coordination.not_reported", "The outcome of this step is recorded elsewhere; it cannot be reported here.", "input.item");

    /// <summary>The value does not show that the step is done.</summary>
    /// <param name="AtLeast">The least that counts as done.</param>
    /// <param name="AtMost">The most that counts as done.</param>
    public sealed record NotDoneYet(decimal? AtLeast, decimal? AtMost) : Refusal(
        "coordination.not_done_yet",
        $"With this value the step is not done: {(AtLeast, AtMost) switch
        {
            ({ } low, { } high) => $"it takes {low} to {high}",
            ({ } low, null) => $"it takes at least {low}",
            (_, var high) => $"it takes at most {high}",
        }}. Call whoever sent it to you if it cannot be done.",
        "input.measured");

    public static async Task<Outcome<SentWork>> Handle(Input input, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.Organisation is null || await engine.Take(input.Item, "coordination.answer", actor, clock.GetUtcNow(), ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if ((item.Prevents(expectedVersion: null) ?? turn.Unreadable) is { } refusal)
        {
            return refusal;
        }

        if (turn.ByHandOf(item) is not { } byHand)
        {
            return new NotReported();
        }

        if (input.Measured < byHand.AtLeast || input.Measured > byHand.AtMost)
        {
            return new NotDoneYet(byHand.AtLeast, byHand.AtMost);
        }

        turn.CompleteByHand(item, input.Measured);
        return Outcome.Of(SentWork.Of(item)).Publishing(await engine.Apply(turn, ct));
    }
}
