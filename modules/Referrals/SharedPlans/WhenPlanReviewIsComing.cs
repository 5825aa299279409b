using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The day may have come on which a plan is to be looked at again.</summary>
[Timer("referrals.plan-review-coming@1")]
internal sealed record PlanReviewComing([property: Stream] SharedPlanId Plan);

/// <summary>Tells that a plan is to be looked at again, unless it was meanwhile or has ended.</summary>
[Feature("referrals.shared-plans")]
internal static class WhenPlanReviewIsComing
{
    public static async Task<IReadOnlyList<object>> Handle(PlanReviewComing due, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        await db.SharedPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == due.Plan, ct) is { EndedAt: null } plan && plan.ReviewOn <= clock.Today()
            ? [new SharedPlanReviewDue(plan.Client, plan.Id, plan.Owner, plan.Team, plan.ReviewOn, clock.GetUtcNow())]
            : [];
}
