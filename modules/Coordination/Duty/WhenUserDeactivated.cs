using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// The open steps of somebody who has left, and the decisions put before them, go to the successor, or to whom the rule of each finds; what they
/// were to get out of the way goes to the successor, or to whoever supervised them.
/// </summary>
[Feature("coordination")]
internal static class WhenUserDeactivated
{
    public static async Task<IReadOnlyList<object>> Handle(
        UserDeactivated left, CoordinationDb db, People people, Engine engine, Deciding deciding, TimeProvider clock, CancellationToken ct)
    {
        // Let in again before this was heard: the work stays.
        if (await people.User(left.User, ct) is not { Active: false })
        {
            return [];
        }

        foreach (var barrier in await db.Barriers.Where(b => b.Owner == left.User && b.RemovedAt == null).ToListAsync(ct))
        {
            // Where nobody supervises anybody it stays theirs, and on the agenda of the team.
            barrier.Assign((await people.AfterDeparture(left.User, left.Successor, barrier.Team, ct))?.Id ?? left.User);
        }

        var now = clock.GetUtcNow();
        return [.. await engine.PassOn(left.User, now, ct), .. await deciding.PassOn(left.User, now, ct)];
    }
}
