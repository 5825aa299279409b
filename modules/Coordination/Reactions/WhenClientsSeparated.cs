using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>A merge was a mistake: work that began for the separated client is theirs again.</summary>
[Feature("coordination")]
internal static class WhenClientsSeparated
{
    public static async Task<IReadOnlyList<object>> Handle(ClientsSeparated separated, CoordinationDb db, MovedWork work, CancellationToken ct)
    {
        var (from, to) = (separated.Client.ToString(), separated.Separated.ToString());
        await db.DecisionRequests.Where(r => r.FirstClient == separated.Separated && r.Client == separated.Client)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Client, separated.Separated).SetProperty(r => r.Subject, r => r.Subject == from ? to : r.Subject)
                    .SetProperty(r => r.Version, r => r.Version + 1), ct);
        return await work.Separate(separated.Separated, separated.Client, ct);
    }
}
