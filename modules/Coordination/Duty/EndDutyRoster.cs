using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>The team keeps no roster any more: its queue takes steps whenever one of its people is there.</summary>
[Mutation, Feature("coordination"), Requires("coordination.duty")]
internal static class EndDutyRoster
{
    /// <param name="Team">The team.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(TeamId Team, int? ExpectedVersion = null);

    public static async Task<Outcome<DutyRoster>> Handle(Input input, CoordinationDb db, Actor actor, CancellationToken ct)
    {
        if (await db.DutyRosters.FirstOrDefaultAsync(r => r.Team == input.Team, ct) is not { } roster
            || !actor.Arranges(input.Team, "coordination.duty"))
        {
            return new NotFound("input.team");
        }

        if (input.ExpectedVersion is { } expected && expected != roster.Version)
        {
            return new VersionConflict(expected, roster.Version);
        }

        await db.DutyShifts.Where(s => s.Team == input.Team).ExecuteDeleteAsync(ct);
        db.Remove(roster);
        return roster;
    }
}
