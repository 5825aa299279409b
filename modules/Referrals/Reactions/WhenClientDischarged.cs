using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Care here has ended: open referrals end for the reasons that the tenant named, each with the code that fits; for any other reason, and for what was
/// never sent, the owner is told and decides.
/// </summary>
[Feature("referrals")]
internal static class WhenClientDischarged
{
    public static async Task<IReadOnlyList<object>> Handle(ClientDischarged discharged, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var ends = (await db.Rules(ct)).EndsAt(discharged.Reason);
        var open = (await db.Referrals.Where(r => r.Client == discharged.Client && r.EndedAt == null).OrderBy(r => r.Id).ToListAsync(ct))
            .FindAll(r => discharged.Ends(r.Team));
        return [.. open.SelectMany(r => ends && r.Prevents(ReferralMove.End, expectedVersion: null) is null
            ? db.Moved(r, new LoopChange(ReferralMove.End, CodeOf(discharged.Reason).ToText()), clock).Events
            : [new ReferralClientLeft(
                r.Client, r.Id, r.Partner, r.Priority, r.Owner, r.Team, discharged.Reason, discharged.DischargedOn, clock.GetUtcNow())])];
    }

    private static EndReason CodeOf(DischargeReason reason) => reason switch
    {
        DischargeReason.Died => EndReason.ClientDied,
        DischargeReason.MovedAway => EndReason.ClientMoved,
        DischargeReason.Declined => EndReason.ClientDeclined,
        DischargeReason.LostToFollowUp => EndReason.ClientNotReached,
        DischargeReason.Completed => EndReason.NeedMetOtherwise,
        DischargeReason.Transferred or DischargeReason.EndedByProvider => EndReason.Cancelled,
        _ => EndReason.Other,
    };
}
