using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Lets everything that is open about a client and within the caller's reach stand still at once, as when they are in a hospital.</summary>
[Mutation, Feature("coordination"), Requires("coordination.work")]
internal static class HoldClientWork
{
    /// <param name="Client">The client.</param>
    /// <param name="Reason">Why nothing can be done at present.</param>
    /// <param name="Until">When it goes on by itself, so that it is not forgotten; a step that may not be held so long goes on before.</param>
    public sealed record Input(ClientId Client, HoldReason Reason, DateTimeOffset Until);

    public static async Task<Outcome<ChangedWork>> Handle(
        Input input, ClientRuns runs, Engine engine, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (input.Until <= now)
        {
            return new InvalidInput("input.until", "A hold ends in the future: say when the work is to be looked at again.");
        }

        var reason = JsonNamingPolicy.KebabCaseLower.ConvertName(input.Reason.ToString());
        var (held, events) = (new List<WorkItem>(), new List<object>());
        foreach (var (turn, items) in await runs.Take(input.Client, now, actor.User, ct))
        {
            if (turn.Unreadable is { } unreadable && items.Any(i => i.IsOpen))
            {
                return unreadable;
            }

            foreach (var item in items.Where(i => i.IsOpen && !i.IsHeld && i.IsWithin(actor, "coordination.work")))
            {
                var until = input.Until.ToUniversalTime();
                turn.Hold(item, reason, turn.StepOf(item).HoldAtMost is { } most && turn.After(most) is var latest && latest < until ? latest : until);
                held.Add(item);
            }

            events.AddRange(await engine.Apply(turn, ct));
        }

        return Outcome.Of(new ChangedWork(held)).Publishing(events);
    }
}

/// <summary>Open items about a client that were changed at once.</summary>
internal sealed record ChangedWork(IReadOnlyList<WorkItem> Items);

/// <summary>Open items about a client that were changed at once.</summary>
[View<ChangedWork>]
internal static class ChangedWorkView
{
    /// <summary>The items that have changed.</summary>
    public static IReadOnlyList<WorkItem> Items(ChangedWork changed) => changed.Items;
}
