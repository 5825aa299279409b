using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Lets everything about a client that stands still and is within the caller's reach go on at once.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class ResumeClientWork
{
    /// <param name="Client">The client.</param>
    public sealed record Input(ClientId Client);

    public static async Task<Outcome<ChangedWork>> Handle(
        Input input, ClientRuns runs, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var (resumed, events) = (new List<WorkItem>(), new List<object>());
        foreach (var (turn, items) in await runs.Take(input.Client, clock.GetUtcNow(), actor.User, ct))
        {
            if (turn.Unreadable is { } unreadable && items.Any(i => i.IsHeld))
            {
                return unreadable;
            }

            foreach (var item in items.Where(i => i.IsHeld && i.IsWithin(actor, "coordination.work")))
            {
                turn.Resume(item);
                resumed.Add(item);
            }

            events.AddRange(await engine.Apply(turn, ct));
        }

        return Outcome.Of(new ChangedWork(resumed)).Publishing(events);
    }
}
