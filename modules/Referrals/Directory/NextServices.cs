using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// The services to offer next where a partner declines or does not answer: for the same need and client, of other partners, the most reliable
/// first.
/// </summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class NextServices
{
    /// <param name="referral">The referral that leads nowhere.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    public static async Task<IReadOnlyList<ServiceMatch>> Handle(
        ReferralId referral, int? first, ReferralsDb db, IReferralFactsLookup facts, TimeProvider clock, CancellationToken ct) =>
        await db.ReferralsFor(ReferralReach.Read).AsNoTracking().FirstOrDefaultAsync(r => r.Id == referral, ct) is { } found
            ? await FindServices.Handle(
                new ServiceFilter(found.Need, found.Client, WithoutPartner: found.Partner, Rank: ServiceRank.Reliability), first, db, facts, clock, ct)
            : [];
}
