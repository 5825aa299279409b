using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A merge was a mistake: referrals that began for the separated client are theirs again.</summary>
[Feature("referrals")]
internal static class WhenClientsSeparated
{
    public static async Task Handle(ClientsSeparated separated, ReferralsDb db, CancellationToken ct)
    {
        await db.Referrals.Where(r => r.FirstClient == separated.Separated && r.Client == separated.Client)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Client, separated.Separated).SetProperty(r => r.Version, r => r.Version + 1), ct);
        await db.MeasuredVisits.Where(v => v.FirstClient == separated.Separated && v.Client == separated.Client)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.Client, separated.Separated), ct);
    }
}
