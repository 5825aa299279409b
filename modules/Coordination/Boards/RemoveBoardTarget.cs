using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Takes a target off a board.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class RemoveBoardTarget
{
    /// <param name="Target">The target.</param>
    public sealed record Input(BoardTargetId Target);

    public static async Task<Outcome<BoardTarget>> Handle(Input input, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.BoardTargets.FirstOrDefaultAsync(t => t.Id == input.Target && t.RemovedAt == null, ct) is not { } target
            || !actor.Reaches(target.Team, "coordination.lead"))
        {
            return new NotFound("input.target");
        }

        var now = clock.GetUtcNow();
        target.Remove(now);
        return Outcome.Of(target).Publishing(new BoardChanged(target.Team, BoardPart.Targets, now));
    }
}
