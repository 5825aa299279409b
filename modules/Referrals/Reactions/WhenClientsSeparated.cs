using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A merge was a mistake: referrals that began for the separated client are theirs again.</summary>
[Feature("referrals")]
internal static class WhenClientsSeparated
{
    public static Task Handle(ClientsSeparated separated, ReferralsDb db, CancellationToken ct) =>
        db.Referrals.Where(r => r.FirstClient == separated.Separated && r.Client == separated.Client)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Client, separated.Separated).SetProperty(r => r.Version, r => r.Version + 1), ct);
}
