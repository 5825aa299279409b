using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The board of a team has changed, or is looked at for the first time.</summary>
internal sealed record BoardChange(Team Team);

/// <summary>Boards as they change.</summary>
[Subscription, Feature("coordination.daily"), Requires("coordination.read")]
internal static class BoardSubscriptions
{
    /// <summary>
    /// The board of a team as it is, and again whenever something happens that it shows; what happens in quick succession comes in one
    /// message. It ends at once for whoever may not see that team's work.
    /// </summary>
    /// <param name="team">Whose board.</param>
    public static async Task<IAsyncEnumerable<BoardChange>> BoardChanged(
        TeamId team, BoardFeed feed, People people, Tenant tenant, Actor actor, CancellationToken ct) =>
        actor.Reaches(team, "coordination.read") && await people.Team(team, ct) is { } found
            ? feed.Listen(tenant.Id, news => news.Teams.Contains(team), ct).Select(_ => new BoardChange(found))
            : AsyncEnumerable.Empty<BoardChange>();
}

/// <summary>The board of a team, told because it has changed.</summary>
[View<BoardChange>]
internal static class BoardChangeView
{
    /// <summary>The board as it is now.</summary>
    public static Board Board(BoardChange change) => new(change.Team);

    /// <summary>The same as it may hang on a wall: numbers only, no names and no words that people have written.</summary>
    public static Task<WallBoard> Wall(BoardChange change, CoordinationDb db, BoardDays days, TimeProvider clock, CancellationToken ct) =>
        WallBoard.Of(change.Team, db, days, clock.GetUtcNow(), ct);
}
