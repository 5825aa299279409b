using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Leaves out a step that its template calls optional, with a code for why; what comes after it opens.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class SkipWorkItem
{
    /// <param name="Item">The item.</param>
    /// <param name="Reason">Why, as a code for the history and for counting, such as not-wanted.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkItemId Item, string Reason, int? ExpectedVersion = null);

    /// <summary>The step must be done.</summary>
    /// <param name="Step">Key of the step.</param>
    public sealed record NotOptional(string Step) : Refusal(
        "coordination.not_optional", $"The step {Step} is not optional: it ends by its outcome, or by an event that makes it needless.", "input.item");

    public static async Task<Outcome<WorkItem>> Handle(Input input, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (!DefinitionReview.IsKey(input.Reason))
        {
            return new InvalidInput("input.reason", "Give the reason as a code in small letters, digits and dashes, such as \"not-wanted\".");
        }

        if (await engine.Take(input.Item, "coordination.work", actor, clock.GetUtcNow(), ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if ((item.Prevents(input.ExpectedVersion) ?? turn.Unreadable) is { } refusal)
        {
            return refusal;
        }

        if (!turn.StepOf(item).Optional)
        {
            return new NotOptional(item.Step);
        }

        turn.LeaveOut(item, input.Reason);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}
