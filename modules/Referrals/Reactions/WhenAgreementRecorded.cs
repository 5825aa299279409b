using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>An agreement says something else: what was asked of it may be done, and days that are near already are told at once.</summary>
[Feature("referrals")]
internal static class WhenAgreementRecorded
{
    public static async Task<IReadOnlyList<object>> Handle(AgreementRecorded recorded, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var rules = await db.AccountabilityRules(ct);
        var agreement = await db.Agreements.AsNoTracking().SingleAsync(a => a.Id == recorded.Agreement, ct);
        return [.. await db.Settle(agreement, rules, clock, ct), .. await db.Tell([agreement], rules, clock, ct)];
    }
}
