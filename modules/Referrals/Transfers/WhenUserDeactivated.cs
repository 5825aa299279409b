using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Open referrals of somebody who has left go to the successor, or to whoever supervised them until it is said who goes on. What they were asked to
/// take over they do not take, and the feeds that they watched come to the successor or to the team.
/// </summary>
[Feature("referrals")]
internal static class WhenUserDeactivated
{
    private const string Reason = "owner-left";

    public static async Task<IReadOnlyList<object>> Handle(
        UserDeactivated left, ReferralsDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        // Let in again before this was heard: the work stays.
        if (await people.User(left.User, ct) is not { Active: false })
        {
            return [];
        }

        var successor = left.Successor is { } named && await people.User(named, ct) is { Active: true } here ? here.Id : (UserId?)null;
        foreach (var feed in await db.TransitionFeeds.Where(f => f.Owner == left.User).ToListAsync(ct))
        {
            feed.Assign(successor);
        }

        var (events, now) = (new List<object>(), clock.GetUtcNow());
        foreach (var referral in await db.Referrals
            .Where(r => r.EndedAt == null && (r.Owner == left.User || r.OfferedTo == left.User)).OrderBy(r => r.Id).ToListAsync(ct))
        {
            if (referral.OfferedTo == left.User)
            {
                db.Moved(referral, new LoopChange(ReferralMove.RefuseTransfer, Reason), clock);
                events.Add(new TransferAnswered(
                    referral.Client, referral.Id, Accepted: false, referral.Owner, left.User, referral.Owner, referral.Team, Reason, now));
            }

            if (referral.Owner == left.User)
            {
                if (await people.AfterDeparture(left.User, left.Successor, referral.Team, ct) is { } next)
                {
                    db.Moved(referral, new LoopChange(ReferralMove.PassOn, Reason, To: next.Id), clock);
                }

                events.Add(new ReferralPassedOn(
                    referral.Client, referral.Id, referral.Partner, referral.Priority, left.User, referral.Owner, referral.Team,
                    Named: referral.Owner == successor, now));
            }
        }

        return events;
    }
}
