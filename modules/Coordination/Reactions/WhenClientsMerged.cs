using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Two records turned out to be one person: the work about both is the work about the one that stays.</summary>
[Feature("coordination")]
internal static class WhenClientsMerged
{
    public static async Task Handle(ClientsMerged merged, CoordinationDb db, CancellationToken ct)
    {
        await db.Workflows.Where(w => w.Client == merged.Merged)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Client, merged.Client).SetProperty(w => w.Version, w => w.Version + 1), ct);
        await db.WorkItems.Where(i => i.Client == merged.Merged)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Client, merged.Client).SetProperty(i => i.Version, i => i.Version + 1), ct);
        await db.DecisionRequests.Where(r => r.Client == merged.Merged)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Client, merged.Client).SetProperty(r => r.Version, r => r.Version + 1), ct);
    }
}
