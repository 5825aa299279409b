using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Gives an action back that this organisation had taken on in a plan that a linked tenant convenes, and cannot keep.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class GiveBackPlanElsewhereAction
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Entry">The action.</param>
    public sealed record Input(PlanElsewhereId Plan, PlanEntryId Entry);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, CancellationToken ct)
    {
        var (plan, entry, refusal) = await contributing.Find(input.Plan, input.Entry, ct);
        return refusal is not null ? refusal
            : entry.State is not PlanEntryState.Taken ? new PlanEntryStands(entry.State)
            : entry.TakenBy != plan.Id.Value ? new NotYourCommitment()
            : await contributing.Send(plan, PlanContributionKind.GiveBack, new ContributionSaid(Entry: input.Entry), entry.About(), ct);
    }
}
