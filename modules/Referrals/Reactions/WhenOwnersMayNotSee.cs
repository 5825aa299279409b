using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// A client's record is for named people from now on: open referrals and plans of the client go to one of them from whoever may not see them any more, and that one is asked who
/// goes on with them. Where nobody who is named works here they stay, and the steps about them go to who is.
/// </summary>
[Feature("referrals")]
internal static class WhenOwnersMayNotSee
{
    private const string Reason = "record-restricted";

    public static async Task<IReadOnlyList<object>> Handle(
        ClientSequestered sequestered, ReferralsDb db, IPersonLookup records, People people, TimeProvider clock, CancellationToken ct)
    {
        if ((await records.NamedUsers([sequestered.Client], ct)).GetValueOrDefault(sequestered.Client) is not { } named)
        {
            return [];
        }

        var here = (await people.Users(ct)).Where(u => u is { Active: true, Organisation: null } && named.Contains(u.Id.Value)).OrderBy(u => u.Name, StringComparer.Ordinal).ToList();
        if (here.Count == 0)
        {
            return [];
        }

        UserId Next(TeamId? team) => (here.Find(u => team is { } of && u.Teams.Contains(of)) ?? here[0]).Id;
        var (events, now) = (new List<object>(), clock.GetUtcNow());
        foreach (var referral in await db.Referrals.Where(r => r.Client == sequestered.Client && r.EndedAt == null).OrderBy(r => r.Id).ToListAsync(ct))
        {
            if (referral.OfferedTo is { } offered && !named.Contains(offered.Value))
            {
                db.Moved(referral, new LoopChange(ReferralMove.RefuseTransfer, Reason), clock);
                events.Add(new TransferAnswered(
                    referral.Client, referral.Id, Accepted: false, referral.Owner, offered, referral.Owner, referral.Team, Reason, now));
            }

            if (referral.Owner is var owner && !named.Contains(owner.Value))
            {
                db.Moved(referral, new LoopChange(ReferralMove.PassOn, Reason, To: Next(referral.Team)), clock);
                events.Add(new ReferralPassedOn(
                    referral.Client, referral.Id, referral.Partner, referral.Priority, owner, referral.Owner, referral.Team, Named: false, now));
            }
        }

        foreach (var plan in await db.SharedPlans.Where(p => p.Client == sequestered.Client && p.EndedAt == null).OrderBy(p => p.Id).ToListAsync(ct))
        {
            if (plan.Owner is var owner && !named.Contains(owner.Value))
            {
                plan.Owner = Next(plan.Team);
                db.Note(plan, PlanStepKind.PassedOn, clock, reason: Reason);
                events.Add(new SharedPlanPassedOn(plan.Client, plan.Id, owner, plan.Owner, plan.Team, Named: false, now));
            }

            foreach (var entry in await db.PlanEntries.Where(e => e.Plan == plan.Id && e.Person != null && e.State == PlanEntryState.Taken).ToListAsync(ct))
            {
                if (!named.Contains(entry.Person!.Value.Value))
                {
                    entry.Assign(plan.Owner);
                }
            }
        }

        return events;
    }
}
