using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Two records turned out to be one person: the work about both is the work about the one that stays.</summary>
[Feature("coordination")]
internal static class WhenClientsMerged
{
    public static async Task<IReadOnlyList<object>> Handle(ClientsMerged merged, CoordinationDb db, MovedWork work, CancellationToken ct)
    {
        // The record that stays has both care teams; the other keeps its own, for the case that the merge is taken back.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into coordination.care_team_members (client, person, role)
            select {merged.Client.Value}, person, role from coordination.care_team_members where client = {merged.Merged.Value}
            on conflict do nothing
            """, ct);
        var (from, to) = (merged.Merged.ToString(), merged.Client.ToString());
        await db.DecisionRequests.Where(r => r.Client == merged.Merged)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Client, merged.Client).SetProperty(r => r.Subject, r => r.Subject == from ? to : r.Subject)
                    .SetProperty(r => r.Version, r => r.Version + 1), ct);
        return await work.Merge(merged.Merged, merged.Client, ct);
    }
}
