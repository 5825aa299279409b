using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What a linked tenant that convenes a shared plan tells one that takes part takes effect: a copy of the shared part, for as long as it is shared, and how it has
/// taken what people here did in it.
/// </summary>
internal sealed class ArrivedFromConvenor(ReferralsDb db, TenantLink link, Contributing contributing, TenantClock clock)
{
    /// <summary>The plan as it stands now, that it is over, or an answer.</summary>
    public async Task<ArrivalEffect> Of(LinkArrival arrival, CancellationToken ct)
    {
        if (!Id.TryParse<PlanMemberId>(arrival.Subject, out var member))
        {
            return new("not-a-plan", []);
        }

        var id = new PlanElsewhereId(member.Value);
        var plan = await db.PlansElsewhere.FirstOrDefaultAsync(p => p.Id == id, ct);
        if (plan is null ? arrival.Kind is not LinkMessage.Plan : plan.Link != link.Id)
        {
            return new("nothing-to-do", []);
        }

        return arrival.Kind is LinkMessage.ContributionAnswered ? await Answered(plan!, arrival.Read<TravellingContributionAnswer>(), ct)
            : plan?.Step > arrival.Step ? new("nothing-to-do", [])
            : arrival.Kind is LinkMessage.PlanGone ? Gone(plan!, arrival)
            : await Told(plan, id, arrival, ct);
    }

    private async Task<ArrivalEffect> Told(PlanElsewhere? plan, PlanElsewhereId id, LinkArrival arrival, CancellationToken ct)
    {
        var (told, now) = (arrival.Read<TravellingPlan>(), clock.GetUtcNow());
        var referral = await db.Inbound.AsNoTracking().Where(r => r.Link == link.Id && r.Reference == told.Referral)
            .Select(r => new { r.Id, r.Client }).FirstOrDefaultAsync(ct);
        if (plan is null)
        {
            db.Add(plan = PlanElsewhere.From(id, link.Id, clock));
        }

        var (wasInvited, wasShown) = (plan.Shown?.Invited, plan.Shown is not null);
        plan.Tell(told, referral?.Id, arrival.Step, now);
        return new("shown",
        [
            .. told.Invited && !wasShown ? (object[])[new PlanElsewhereInvited(plan.Id, referral?.Client, now)] : [],
            .. wasInvited is true && !told.Invited ? (object[])[new PlanElsewhereAnswered(plan.Id, Accepted: true, now)] : [],
        ]);
    }

    private ArrivalEffect Gone(PlanElsewhere plan, LinkArrival arrival)
    {
        var was = plan.GoneAt;
        plan.Forget(arrival.Step, clock.GetUtcNow());
        return new("gone", was is null ? [new PlanElsewhereGone(plan.Id, plan.GoneAt!.Value)] : []);
    }

    private async Task<ArrivalEffect> Answered(PlanElsewhere plan, TravellingContributionAnswer answer, CancellationToken ct)
    {
        var id = new PlanContributionId(answer.Key);
        if (await db.PlanContributions.FirstOrDefaultAsync(c => c.Id == id && c.Plan == plan.Id && c.State == PlanContributionState.Waiting, ct) is not { } contribution)
        {
            return new("nothing-to-do", []);
        }

        if (answer.Code is { } code)
        {
            return new("contribution-refused", [await contributing.Refused(plan, contribution, code, answer.Message, ct)]);
        }

        contribution.Take(clock.GetUtcNow());
        // That it takes part is told by the plan itself.
        return new("contribution-taken", contribution.Kind is PlanContributionKind.Decline ? [new PlanElsewhereAnswered(plan.Id, Accepted: false, clock.GetUtcNow())] : []);
    }
}
