using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Says that a barrier does not stand in the way any more. Its owner may, and whoever runs the board.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.work")]
internal static class RemoveBarrier
{
    /// <param name="Barrier">The barrier.</param>
    public sealed record Input(BarrierId Barrier);

    /// <summary>It is out of the way already.</summary>
    public sealed record BarrierGone() : Refusal(
        "coordination.barrier_gone", "This barrier was removed already. Note a new one if it is back.", "input.barrier");

    public static async Task<Outcome<Barrier>> Handle(Input input, CoordinationDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Barriers.FirstOrDefaultAsync(b => b.Id == input.Barrier, ct) is not { } barrier
            || !(barrier.Owner == actor.User || actor.Reaches(barrier.Team, "coordination.lead")))
        {
            return new NotFound("input.barrier");
        }

        if (barrier.RemovedAt is not null)
        {
            return new BarrierGone();
        }

        var now = clock.GetUtcNow();
        barrier.Remove(actor.User, now);
        return Outcome.Of(barrier).Publishing(new BoardChanged(barrier.Team, BoardPart.Barriers, now));
    }
}
