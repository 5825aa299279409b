using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Says that what this organisation has taken on in a plan that a linked tenant convenes is done, or drops it with a reason; also what it wrote while nobody
/// has taken it on.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class SettlePlanElsewhereEntry
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Entry">The goal or action.</param>
    /// <param name="Dropped">Why it is dropped; left out where it is reached or done.</param>
    /// <param name="DoneOn">The day on which it was; today when none is said.</param>
    public sealed record Input(PlanElsewhereId Plan, PlanEntryId Entry, PlanDropReason? Dropped = null, DateOnly? DoneOn = null);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, TimeProvider clock, CancellationToken ct)
    {
        var (plan, entry, refusal) = await contributing.Find(input.Plan, input.Entry, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        if (entry.State is PlanEntryState.Done or PlanEntryState.Dropped
            || (entry is { Kind: PlanEntryKind.Action, State: PlanEntryState.Open } && input.Dropped is null))
        {
            return new PlanEntryStands(entry.State);
        }

        if ((entry.State is PlanEntryState.Taken ? entry.TakenBy : entry.WrittenBy) != plan.Id.Value)
        {
            return new NotYourCommitment();
        }

        return input.DoneOn > clock.Today() || (input.DoneOn is not null && input.Dropped is not null)
            ? new InvalidInput("input.doneOn", "What is done was done by today; what is dropped has no such day.")
            : await contributing.Send(
                plan, PlanContributionKind.Settle,
                new ContributionSaid(Entry: input.Entry, On: input.DoneOn, Dropped: input.Dropped), entry.About(), ct);
    }
}
