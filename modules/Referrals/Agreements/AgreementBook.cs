using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Whether there must be an agreement with a partner, and whether one is in force.</summary>
/// <param name="Duty">Why there must be one; null when there need not.</param>
/// <param name="InForce">The agreement that is in force.</param>
internal sealed record AgreementStanding(AgreementDuty? Duty, AgreementId? InForce);

/// <summary>The registry of agreements.</summary>
internal sealed class AgreementBook(ReferralsDb db, OrganisationById organisations)
{
    public async Task<AgreementStanding> StandingOf(OrganisationId partner, DateOnly day, CancellationToken ct)
    {
        var kind = (await organisations.ReadAsync([partner], ct)).GetValueOrDefault(partner)?.Kind;
        var duty = kind is null ? null : (await db.Rules(ct)).DutyOf(kind);
        var inForce = await db.Agreements.AsNoTracking()
            .Where(a => a.Partner == partner && a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day))
            .OrderByDescending(a => a.Kind == AgreementKind.DcoContract).ThenByDescending(a => a.StartsOn).ThenBy(a => a.Id)
            .Select(a => (AgreementId?)a.Id).FirstOrDefaultAsync(ct);
        return new AgreementStanding(duty, inForce);
    }
}
