using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes part in a plan that a linked tenant convenes, or does not. The answer is brought there; the shared part comes once it has taken effect.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class AnswerPlanElsewhere
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Accept">Whether this organisation takes part.</param>
    /// <param name="Reason">Why not; only then.</param>
    public sealed record Input(PlanElsewhereId Plan, bool Accept, PlanLeaveReason? Reason = null);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, CancellationToken ct)
    {
        if (await contributing.Find(input.Plan, ct) is not { Shown: { } shown } plan)
        {
            return new NotFound("input.plan");
        }

        if (!shown.Invited)
        {
            return new PlanMemberStands(PlanMemberState.Accepted);
        }

        if (input.Accept == input.Reason is not null)
        {
            return new InvalidInput("input.reason", "Say why this organisation does not take part, and only then.");
        }

        var kind = input.Accept ? PlanContributionKind.Accept : PlanContributionKind.Decline;
        return await contributing.Send(plan, kind, new ContributionSaid(Left: input.Reason), null, ct);
    }
}
