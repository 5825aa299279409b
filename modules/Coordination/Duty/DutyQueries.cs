using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Who takes work when.</summary>
[Query, Feature("coordination"), Requires("coordination.read")]
internal static class DutyQueries
{
    /// <summary>Absences that hold today or begin later, the first first.</summary>
    public static Task<IReadOnlyList<Absence>> Absences(Absences absences, TenantClock clock, CancellationToken ct) =>
        absences.From(clock.DayOf(clock.GetUtcNow()), ct);

    /// <summary>Delegations that hold today or begin later, the first first.</summary>
    public static async Task<IReadOnlyList<Delegation>> Delegations(CoordinationDb db, TenantClock clock, CancellationToken ct)
    {
        var today = clock.DayOf(clock.GetUtcNow());
        return await db.Delegations.AsNoTracking().Where(d => d.LastDay >= today).OrderBy(d => d.FirstDay).ThenBy(d => d.Id).ToListAsync(ct);
    }

    /// <summary>The roster of a team; null when the team keeps none.</summary>
    /// <param name="team">The team.</param>
    public static Task<DutyRoster?> DutyRoster(TeamId team, CoordinationDb db, CancellationToken ct) =>
        db.DutyRosters.AsNoTracking().FirstOrDefaultAsync(r => r.Team == team, ct);

    /// <summary>How many open steps people are given at most, by role and by person.</summary>
    public static async Task<IReadOnlyList<Capacity>> Capacities(CoordinationDb db, CancellationToken ct) =>
        await db.Capacities.AsNoTracking().OrderBy(c => c.Role).ThenBy(c => c.Id).ToListAsync(ct);

    /// <summary>Which kinds of work the roles may do.</summary>
    public static async Task<BoundarySettings> RoleBoundaries(CoordinationDb db, CancellationToken ct) =>
        await db.BoundarySettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? BoundarySettings.Unset;
}
