using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes this organisation out of a plan that a linked tenant convenes. Once that has taken effect there it is shown nothing any more but what it wrote itself, and
/// what it had taken on is open again.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class LeavePlanElsewhere
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(PlanElsewhereId Plan, PlanLeaveReason Reason);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, CancellationToken ct)
    {
        if (await contributing.Find(input.Plan, ct) is not { Shown: { } shown } plan)
        {
            return new NotFound("input.plan");
        }

        return shown.Prevents() is { } invited ? invited
            : await contributing.Send(plan, PlanContributionKind.Leave, new ContributionSaid(Left: input.Reason), null, ct);
    }
}
