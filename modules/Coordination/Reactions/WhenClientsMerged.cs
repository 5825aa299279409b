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
        // The record that stays has both care teams; the other keeps its own, for the case that the merge is taken back.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into coordination.care_team_members (client, person, role)
            select {merged.Client.Value}, person, role from coordination.care_team_members where client = {merged.Merged.Value}
            on conflict do nothing
            """, ct);
        await db.WorkItems.Where(i => i.Client == merged.Merged)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Client, merged.Client).SetProperty(i => i.Version, i => i.Version + 1), ct);
        await db.DecisionRequests.Where(r => r.Client == merged.Merged)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Client, merged.Client).SetProperty(r => r.Version, r => r.Version + 1), ct);
    }
}
