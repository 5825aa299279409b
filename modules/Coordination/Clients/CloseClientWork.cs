using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Ends everything that is open about a client whose care has ended, and hands over what must go on, all at once: nothing stays
/// overdue for closed work.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.reassign")]
internal static class CloseClientWork
{
    /// <param name="Client">The client.</param>
    /// <param name="Reason">Why, as a code for the history and for counting, such as episode-closed.</param>
    /// <param name="HandOver">The open items that go on, each with who has it from now on; every other item ends.</param>
    public sealed record Input(ClientId Client, string Reason, IReadOnlyList<HandedOver>? HandOver = null);

    /// <summary>Some of the work is out of the caller's reach.</summary>
    /// <param name="Items">How many open items.</param>
    public sealed record WorkOutOfReach(int Items) : Refusal(
        "coordination.work_out_of_reach", $"{Items} open items about this client belong to teams that you may not decide for.", "input.client");

    public static async Task<Outcome<ClosedWork>> Handle(
        Input input, ClientRuns runs, Engine engine, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (!DefinitionReview.IsKey(input.Reason))
        {
            return new InvalidInput("input.reason", "Give the reason as a code in small letters, digits and dashes, such as \"episode-closed\".");
        }

        var taken = await runs.Take(input.Client, clock.GetUtcNow(), actor.User, ct);
        if (taken.Select(t => t.Turn.Unreadable).FirstOrDefault(u => u is not null) is { } unreadable)
        {
            return unreadable;
        }

        var open = taken.SelectMany(t => t.Items).Where(i => i.IsOpen).ToList();
        if (open.Count(i => !i.IsWithin(actor, "coordination.reassign")) is > 0 and var beyond)
        {
            return new WorkOutOfReach(beyond);
        }

        var holders = new Dictionary<WorkItemId, Holder>();
        foreach (var (over, i) in (input.HandOver ?? []).Select((h, i) => (h, i)))
        {
            if (await Prevents(over, open, people, $"input.handOver[{i}]", ct) is { } refusal)
            {
                return refusal;
            }

            var (turn, item) = (taken.First(t => t.Items.Any(w => w.Id == over.Item)).Turn, open.First(w => w.Id == over.Item));
            if (over.Owner is { } person && turn.IsKeptFrom(item, person))
            {
                return new ConcernsThem(person);
            }

            if (over.Owner is { } next && turn.Judge(item, next) is Outside.Refused)
            {
                return new OutsideRole(next, item.Kind);
            }

            holders[over.Item] = new Holder(over.Owner, over.Team ?? item.Team);
        }

        var events = new List<object>();
        foreach (var (turn, _) in taken)
        {
            turn.Close(input.Reason, holders);
            events.AddRange(await engine.Apply(turn, ct));
        }

        return Outcome.Of(new ClosedWork(
            [.. open.Where(i => !i.IsOpen)], [.. open.Where(i => i.IsOpen)])).Publishing(events);
    }

    private static async Task<Refusal?> Prevents(
        HandedOver over, IReadOnlyList<WorkItem> open, People people, string path, CancellationToken ct)
    {
        if (open.All(i => i.Id != over.Item))
        {
            return new NotFound($"{path}.item");
        }

        if (over.Owner is null && over.Team is null)
        {
            return new InvalidInput($"{path}.owner", "Say who gets the item: a person, a team's queue, or a person for a team.");
        }

        if (over.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound($"{path}.team");
        }

        return over.Owner is not { } owner ? null : await people.User(owner, ct) switch
        {
            null => new NotFound($"{path}.owner"),
            { Active: true, Away: false } => null,
            _ => new ReassignWorkItem.OwnerAway(owner),
        };
    }
}

/// <summary>An open item that goes on although the client's care has ended.</summary>
/// <param name="Item">The item.</param>
/// <param name="Owner">The person who gets it; leave it out to put it into a queue.</param>
/// <param name="Team">The team that gets it; leave it out to keep the team that has it.</param>
internal sealed record HandedOver(WorkItemId Item, UserId? Owner = null, TeamId? Team = null);

/// <summary>What became of the open work of a client whose care has ended.</summary>
internal sealed record ClosedWork(IReadOnlyList<WorkItem> Ended, IReadOnlyList<WorkItem> HandedOver);

/// <summary>What became of the open work of a client whose care has ended.</summary>
[View<ClosedWork>]
internal static class ClosedWorkView
{
    /// <summary>The items that have ended.</summary>
    public static IReadOnlyList<WorkItem> Ended(ClosedWork closed) => closed.Ended;

    /// <summary>The items that go on.</summary>
    public static IReadOnlyList<WorkItem> HandedOver(ClosedWork closed) => closed.HandedOver;
}
