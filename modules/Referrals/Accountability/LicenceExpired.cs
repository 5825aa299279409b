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
        (await ByPartner(db, today, ct, partner)).TryGetValue(partner, out var day) ? new LicenceExpired(day) : null;

    /// <summary>The partners to whom nobody may be referred for that reason, with the day on which their first licence ran out; none where the organisation is only warned.</summary>
    /// <param name="only">Of this partner alone.</param>
    internal static async Task<IReadOnlyDictionary<OrganisationId, DateOnly>> ByPartner(
        ReferralsDb db, DateOnly today, CancellationToken ct, OrganisationId? only = null) =>
        (await db.AccountabilityRules(ct)).ExpiredLicence is not ExpiredLicence.Pause
            ? new Dictionary<OrganisationId, DateOnly>()
            : (await db.InForce(today).Where(a => only == null || a.Partner == only).ToListAsync(ct))
                .SelectMany(a => a.Terms.ExpiredOn(today), (a, l) => (a.Partner, On: l.ExpiresOn!.Value))
                .GroupBy(l => l.Partner).ToDictionary(g => g.Key, g => g.Min(l => l.On));
}
