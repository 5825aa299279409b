using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What the session's tenant has laid down.</summary>
internal static class RuleReading
{
    /// <summary>The rules in force: the tenant's own, or the usual ones.</summary>
    public static async Task<ReferralRules> Rules(this ReferralsDb db, CancellationToken ct) =>
        (await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct))?.Rules ?? ReferralRules.Usual;
}
