using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A licence of the agreement with the partner has run out, and the organisation refers nobody there until it is renewed.</summary>
/// <param name="ExpiredOn">Its last day.</param>
internal sealed record LicenceExpired(DateOnly ExpiredOn) : Refusal(
    "referrals.licence_expired",
    $"A licence of the agreement with this partner ran out on {ExpiredOn:yyyy-MM-dd}, and nobody is referred there until it is renewed. Record the new one with recordAgreement, or find another service with findServices.",
    "input.referral")
{
    /// <summary>Whether nobody may be referred to the partner for that reason.</summary>
    internal static async Task<LicenceExpired?> Of(ReferralsDb db, OrganisationId partner, DateOnly today, CancellationToken ct) =>
        (await db.AccountabilityRules(ct)).ExpiredLicence is ExpiredLicence.Pause
        && (await db.InForce(today).Where(a => a.Partner == partner).ToListAsync(ct)).SelectMany(a => a.Terms.ExpiredOn(today)).MinBy(l => l.ExpiresOn) is { } first
            ? new LicenceExpired(first.ExpiresOn!.Value)
            : null;
}
