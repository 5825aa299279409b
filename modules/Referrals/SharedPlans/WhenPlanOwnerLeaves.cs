using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Open plans of somebody who has left go to the successor, or to whoever supervised them until it is said who goes on with them; what they had taken on
/// themselves goes with the plan, or to the successor.
/// </summary>
[Feature("referrals.shared-plans")]
internal static class WhenPlanOwnerLeaves
{
    private const string Reason = "owner-left";

    public static async Task<IReadOnlyList<object>> Handle(UserDeactivated left, ReferralsDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        // Let in again before this was heard: the work stays.
        if (await people.User(left.User, ct) is not { Active: false })
        {
            return [];
        }

        var successor = left.Successor is { } named && await people.User(named, ct) is { Active: true } here ? here.Id : (UserId?)null;
        var events = new List<object>();
        foreach (var plan in await db.SharedPlans.Where(p => p.Owner == left.User && p.EndedAt == null).OrderBy(p => p.Id).ToListAsync(ct))
        {
            if (await people.AfterDeparture(left.User, left.Successor, plan.Team, ct) is { } next)
            {
                plan.Owner = next.Id;
                db.Note(plan, PlanStepKind.PassedOn, clock, reason: Reason);
            }

            events.Add(new SharedPlanPassedOn(
                plan.Client, plan.Id, left.User, plan.Owner, plan.Team, Named: plan.Owner == successor, clock.GetUtcNow()));
        }

        // Plans that changed hands above are the same rows here.
        foreach (var taken in await db.PlanEntries.Where(e => e.Person == left.User && e.State == PlanEntryState.Taken)
            .Join(db.SharedPlans, e => e.Plan, p => p.Id, (entry, plan) => new { entry, plan }).ToListAsync(ct))
        {
            taken.entry.Assign(successor ?? taken.plan.Owner);
        }

        return events;
    }
}
