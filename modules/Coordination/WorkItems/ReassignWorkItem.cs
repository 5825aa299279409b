using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Gives an open item to another person, or back to a team's queue, with a code for why.</summary>
[Mutation, Feature("coordination"), Requires("coordination.reassign")]
internal static class ReassignWorkItem
{
    /// <summary>The longest note that goes with work.</summary>
    internal const int LongestNote = 2000;

    /// <param name="Item">The item.</param>
    /// <param name="Owner">The person who gets it; leave it out to put it into a queue.</param>
    /// <param name="Team">The team that gets it; leave it out to keep the team that has it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    /// <param name="Note">What the next should know, 2,000 characters at most; the item's history keeps it.</param>
    public sealed record Input(
        WorkItemId Item, HandoffReason Reason, UserId? Owner = null, TeamId? Team = null, int? ExpectedVersion = null,
        string? Note = null);

    /// <summary>The person is not there to take work.</summary>
    /// <param name="Owner">The person who is away.</param>
    public sealed record OwnerAway(UserId Owner) : Refusal(
        "coordination.owner_away", $"{Owner} is away or no longer active. Choose somebody who is there, or a queue.", "input.owner");

    public static async Task<Outcome<WorkItem>> Handle(
        Input input, Engine engine, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await engine.Take(input.Item, "coordination.reassign", actor, clock.GetUtcNow(), ct) is not var (turn, item))
        {
            return new NotFound("input.item");
        }

        if (item.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (input.Note?.Length > LongestNote)
        {
            return new InvalidInput("input.note", $"A note has {LongestNote} characters at most.");
        }

        if (input.Owner is null && input.Team is null)
        {
            return new InvalidInput("input.owner", "Say who gets the item: a person, a team's queue, or a person for a team.");
        }

        if (input.Owner is { } id && await people.User(id, ct) is not { Active: true, Away: false })
        {
            return await people.User(id, ct) is null ? new NotFound("input.owner") : new OwnerAway(id);
        }

        if (input.Owner is { } person && turn.IsKeptFrom(item, person))
        {
            return new ConcernsThem(person);
        }

        if (input.Owner is { } next && turn.Judge(item, next) is Outside.Refused)
        {
            return new OutsideRole(next, item.Kind);
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        turn.Reassign(item, new Holder(input.Owner, input.Team ?? item.Team), input.Reason, input.Note);
        return Outcome.Of(item).Publishing(await engine.Apply(turn, ct));
    }
}

/// <summary>Why somebody gave work to somebody else.</summary>
internal enum HandoffReason
{
    /// <summary>The owner is absent.</summary>
    Absence,

    /// <summary>The owner has too much to do.</summary>
    Workload,

    /// <summary>Somebody else knows this better, or may do it and the owner may not.</summary>
    Skill,

    /// <summary>The client asked for it.</summary>
    ClientChoice,

    /// <summary>It was given to the wrong person or team.</summary>
    Correction,
}
