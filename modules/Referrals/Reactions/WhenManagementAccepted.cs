using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A partner took somebody on: where another organisation manages that person's care already, it is told.</summary>
[Feature("referrals")]
internal static class WhenManagementAccepted
{
    public static async Task<IReadOnlyList<object>> Handle(
        ReferralAccepted accepted, ReferralsDb db, ManagementWatch watch, TimeProvider clock, CancellationToken ct)
    {
        var doubled = await watch.Of(db.Referrals.Where(r => r.Client == accepted.Client), ct);
        return doubled.Any(d => d.Holders.Any(h => h.Referral == accepted.Referral))
            ? [new CareManagementDoubled(accepted.Client, accepted.Referral, accepted.Partner, accepted.Owner, accepted.Team, clock.GetUtcNow())]
            : [];
    }
}
