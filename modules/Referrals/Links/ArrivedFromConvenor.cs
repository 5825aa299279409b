using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What a linked tenant that convenes a shared plan tells one that takes part takes effect: a copy of the shared part, for as long as it is shared.</summary>
internal sealed class ArrivedFromConvenor(ReferralsDb db, TenantLink link, TenantClock clock)
{
    /// <summary>The plan as it stands now, or that it is over.</summary>
    public async Task<ArrivalEffect> Of(LinkArrival arrival, CancellationToken ct)
    {
        if (!Id.TryParse<PlanMemberId>(arrival.Subject, out var member))
        {
            return new("not-a-plan", []);
        }

        var id = new PlanElsewhereId(member.Value);
        var plan = await db.PlansElsewhere.FirstOrDefaultAsync(p => p.Id == id, ct);
        if (plan is null ? arrival.Kind is LinkMessage.PlanGone : plan.Link != link.Id || plan.Step > arrival.Step)
        {
            return new("nothing-to-do", []);
        }

        if (arrival.Kind is LinkMessage.PlanGone)
        {
            plan!.Forget(arrival.Step, clock.GetUtcNow());
            return new("gone", []);
        }

        var told = arrival.Read<TravellingPlan>();
        var referral = await db.Inbound.AsNoTracking().Where(r => r.Link == link.Id && r.Reference == told.Referral)
            .Select(r => (InboundReferralId?)r.Id).FirstOrDefaultAsync(ct);
        if (plan is null)
        {
            db.Add(plan = PlanElsewhere.From(id, link.Id, clock));
        }

        plan.Tell(told, referral, arrival.Step, clock.GetUtcNow());
        return new("shown", []);
    }
}
