using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Gives many open items to one person or queue at once, with a note for whoever gets them. What cannot be given is refused item
/// by item and says why; everything else changes hands in one transaction.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.reassign")]
internal static class HandOffWorkItems
{
    private const int MostItems = 1000;

    /// <param name="Items">The items, 1,000 at most.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">What the next should know, 2,000 characters at most; the history of each item keeps it.</param>
    /// <param name="Owner">The person who gets them; leave it out to put them into a queue.</param>
    /// <param name="Team">The team that gets them; leave it out to let each keep the team that has it.</param>
    public sealed record Input(
        IReadOnlyList<Given> Items, HandoffReason Reason, string Note, UserId? Owner = null, TeamId? Team = null);

    /// <summary>One item that is handed over.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Given(WorkItemId Item, int? ExpectedVersion = null);

    public static async Task<Outcome<Handoff>> Handle(
        Input input, HandoffBatch batch, People people, IRoleBoundaryLookup boundaries, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        if (Problem(input) is { } problem)
        {
            return problem;
        }

        var owner = input.Owner is { } id ? await people.User(id, ct) : null;
        if (input.Owner is { } person && owner is not { Active: true, Away: false })
        {
            return owner is null ? new NotFound("input.owner") : new ReassignWorkItem.OwnerAway(person);
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        var matrix = await boundaries.Find(ct);
        var found = await batch.Take([.. input.Items.Select(i => i.Item)], ct);
        Outside Judged(WorkItem item) => owner is null ? Outside.Allowed : matrix.Judge(owner.Roles, item.Kind);
        var kept = owner is null ? new HashSet<WorkItemId>() : await batch.KeptFrom(owner.Id, [.. found.Values], ct);
        var refused = input.Items.Select(i => Refuse(i, found.GetValueOrDefault(i.Item), actor, kept, Judged)).OfType<RefusedHandoff>().ToList();
        var given = found.Values.Where(i => refused.All(r => r.Item != i.Id)).ToList();
        await batch.Give([.. given.Where(i => Judged(i) is Outside.Allowed)], input, flagged: false, ct);
        await batch.Give([.. given.Where(i => Judged(i) is Outside.Flagged)], input, flagged: true, ct);
        var (reason, now) = (JsonNamingPolicy.KebabCaseLower.ConvertName(input.Reason.ToString()), clock.GetUtcNow());
        return Outcome.Of(new Handoff([.. given.Select(i => i.Id)], refused))
            .Publishing(given.Select(i => Handover.Of(i, i.Holder, new Holder(input.Owner, input.Team ?? i.Team), reason, now)));
    }

    private static InvalidInput? Problem(Input input) => input switch
    {
        { Items.Count: 0 or > MostItems } => new("input.items", $"Name 1 to {MostItems} items."),
        _ when input.Items.DistinctBy(i => i.Item).Count() != input.Items.Count => new("input.items", "An item is named twice."),
        _ when string.IsNullOrWhiteSpace(input.Note) || input.Note.Length > ReassignWorkItem.LongestNote =>
            new("input.note", $"Say in up to {ReassignWorkItem.LongestNote} characters what the next should know."),
        { Owner: null, Team: null } => new("input.owner", "Say who gets the items: a person, a team's queue, or a person for a team."),
        _ => null,
    };

    private static RefusedHandoff? Refuse(Given given, WorkItem? item, Actor actor, IReadOnlySet<WorkItemId> kept, Func<WorkItem, Outside> judged) => item switch
    {
        null => new RefusedHandoff(given.Item, HandoffRefusal.NotFound),
        _ when !item.IsWithin(actor, "coordination.reassign") => new RefusedHandoff(given.Item, HandoffRefusal.NotFound),
        _ when given.ExpectedVersion is { } expected && expected != item.Version => new RefusedHandoff(given.Item, HandoffRefusal.Changed),
        { IsOpen: false } => new RefusedHandoff(given.Item, HandoffRefusal.Closed),
        _ when kept.Contains(item.Id) => new RefusedHandoff(given.Item, HandoffRefusal.Concerned),
        _ when judged(item) is Outside.Refused => new RefusedHandoff(given.Item, HandoffRefusal.OutsideRole),
        _ => null,
    };
}
