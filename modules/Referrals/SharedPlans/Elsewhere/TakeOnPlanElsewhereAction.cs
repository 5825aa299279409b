using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Takes an action of a plan on that a linked tenant convenes, until a day: it is a commitment of this organisation once it has taken effect there.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class TakeOnPlanElsewhereAction
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Entry">The action.</param>
    /// <param name="DueOn">The last day; that of the action when none is said.</param>
    public sealed record Input(PlanElsewhereId Plan, PlanEntryId Entry, DateOnly? DueOn = null);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, TimeProvider clock, CancellationToken ct)
    {
        var (plan, entry, refusal) = await contributing.Find(input.Plan, input.Entry, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        if (entry.Kind is not PlanEntryKind.Action || entry.State is not PlanEntryState.Open)
        {
            return new PlanEntryStands(entry.State);
        }

        return (input.DueOn ?? entry.DueOn) is not { } due || due < clock.Today()
            ? new InvalidInput("input.dueOn", "Say by which day it will be done; a day that has not passed.")
            : await contributing.Send(plan, PlanContributionKind.TakeOn, new ContributionSaid(Entry: input.Entry, On: due), entry.About(), ct);
    }
}
