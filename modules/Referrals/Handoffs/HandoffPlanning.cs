using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Which handoffs are owed, and telling of it, so that somebody has it as work.</summary>
internal static class HandoffPlanning
{
    /// <summary>The handoff is owed from now on.</summary>
    /// <returns>What is told of it.</returns>
    public static async Task<IReadOnlyList<object>> PlanHandoff(
        this ReferralsDb db, Referral referral, HandoffCause reason, DateTimeOffset? dueBy, TimeProvider clock, CancellationToken ct)
    {
        var plan = await db.HandoffPlans.FirstOrDefaultAsync(p => p.Referral == referral.Id, ct);
        if (plan is null)
        {
            plan = new HandoffPlan { Referral = referral.Id };
            db.Add(plan);
        }

        plan.Plan(reason, dueBy, db.Me, clock.GetUtcNow());
        return [Due(referral, plan)];
    }

    /// <summary>A referral goes out: a handoff is owed where the tenant wants one for such needs.</summary>
    /// <returns>What is told of it; nothing where none is owed.</returns>
    public static async Task<IReadOnlyList<object>> PlanUsualHandoff(this ReferralsDb db, Referral referral, TimeProvider clock, CancellationToken ct) =>
        (await db.Rules(ct)).WantsHandoff(referral.Need, referral.Priority)
            ? await db.PlanHandoff(referral, HandoffCause.HighRiskNeed, dueBy: null, clock, ct)
            : [];

    /// <summary>What is told of a handoff that is owed.</summary>
    public static HandoffDue Due(Referral r, HandoffPlan plan) => new(
        r.Client, r.Id, r.Service, r.Partner, r.Priority, r.Owner, r.Team, plan.Reason.ToText(), plan.DueBy, plan.DueBy?.AddHours(-1), plan.PlannedAt);
}
