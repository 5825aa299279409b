using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>A merge was a mistake: work that began for the separated client is theirs again.</summary>
[Feature("coordination")]
internal static class WhenClientsSeparated
{
    public static async Task Handle(ClientsSeparated separated, CoordinationDb db, CancellationToken ct)
    {
        var theirs = db.Workflows.Where(w => w.FirstClient == separated.Separated && w.Client == separated.Client);
        await db.WorkItems.Where(i => theirs.Any(w => w.Id == i.Workflow))
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Client, separated.Separated).SetProperty(i => i.Version, i => i.Version + 1), ct);
        await theirs.ExecuteUpdateAsync(
            set => set.SetProperty(w => w.Client, separated.Separated).SetProperty(w => w.Version, w => w.Version + 1), ct);
        await db.DecisionRequests.Where(r => r.FirstClient == separated.Separated && r.Client == separated.Client)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Client, separated.Separated).SetProperty(r => r.Version, r => r.Version + 1), ct);
    }
}
