using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Ends a shared plan. Its members are shown nothing of it any more but their own notes; what is open is dropped.</summary>
[Mutation, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class EndSharedPlan
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(SharedPlanId Plan, PlanEnd Reason, int? ExpectedVersion = null);

    public static async Task<Outcome<SharedPlan>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindPlan(input.Plan, ct) is not { } plan)
        {
            return new NotFound("input.plan");
        }

        return plan.Prevents(input.ExpectedVersion) is { } refusal
            ? refusal
            : Outcome.Of(plan).Publishing(await db.End(plan, input.Reason, clock, ct));
    }
}
