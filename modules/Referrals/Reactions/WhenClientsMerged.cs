using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Two records turned out to be one person: referrals of both are referrals of the one that stays. Where both have an open one to the same
/// service, that of the other record turns out to be a duplicate.
/// </summary>
[Feature("referrals")]
internal static class WhenClientsMerged
{
    public static async Task<Outcome<bool>> Handle(ClientsMerged merged, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var services = await db.Referrals.AsNoTracking()
            .Where(r => r.Client == merged.Client && r.EndedAt == null && r.Status != ReferralStatus.Declined).Select(r => r.Service).ToListAsync(ct);
        var events = new List<object>();
        foreach (var twice in await db.Referrals
            .Where(r => r.Client == merged.Merged && r.EndedAt == null && r.Status != ReferralStatus.Declined && services.Contains(r.Service)).ToListAsync(ct))
        {
            twice.BelongTo(merged.Client);
            events.AddRange(db.Moved(twice, new LoopChange(ReferralMove.Void, VoidReason.Duplicate.ToText()), clock).Events);
        }

        await db.Referrals.Where(r => r.Client == merged.Merged && !(r.EndedAt == null && r.Status != ReferralStatus.Declined && services.Contains(r.Service)))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Client, merged.Client).SetProperty(r => r.Version, r => r.Version + 1), ct);
        await db.MeasuredVisits.Where(v => v.Client == merged.Merged).ExecuteUpdateAsync(set => set.SetProperty(v => v.Client, merged.Client), ct);
        return Outcome.Of(true).Publishing(events);
    }
}
