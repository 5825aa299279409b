using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>The board of a team: it holds nothing by itself but is drawn from what is live.</summary>
internal sealed record Board(Team Team);

/// <summary>A target with the number that the work has reached.</summary>
internal sealed record BoardLine(BoardTarget Target, decimal? Actual, IReadOnlyList<BoardDay> Days);

/// <summary>Boards of teams.</summary>
[Query, Feature("coordination.daily"), Requires("coordination.read")]
internal static class BoardQueries
{
    /// <summary>The board of a team; null when the caller may not see that team's work, as of a program under 42 CFR Part 2 where they do not work.</summary>
    public static async Task<Board?> Board(TeamId team, People people, Actor actor, CancellationToken ct) =>
        actor.Reaches(team, "coordination.read") && await people.Team(team, ct) is { } found ? new Board(found) : null;

    /// <summary>The board as it may hang on a wall: numbers only, no names and no words that people have written.</summary>
    public static async Task<WallBoard?> WallBoard(
        TeamId team, CoordinationDb db, BoardDays days, People people, Actor actor, TimeProvider clock, CancellationToken ct) =>
        actor.Reaches(team, "coordination.read") && await people.Team(team, ct) is { } found
            ? await CarePlatform.Coordination.WallBoard.Of(found, db, days, clock.GetUtcNow(), ct)
            : null;
}

/// <summary>What a board is drawn from.</summary>
internal static class BoardContent
{
    private const int Week = 7;

    /// <summary>The targets of a team with what the work has reached; one statement for each kind of work that they name.</summary>
    public static async Task<IReadOnlyList<BoardLine>> Lines(this CoordinationDb db, Team team, BoardDays days, int chart, CancellationToken ct)
    {
        var targets = await db.BoardTargets.AsNoTracking()
            .Where(t => t.Team == team.Id && t.RemovedAt == null).OrderBy(t => t.SetAt).ThenBy(t => t.Id).ToListAsync(ct);
        var lines = new List<BoardLine>();
        foreach (var same in targets.GroupBy(t => (t.Template, t.Step)))
        {
            var counted = await days.Of(team, same.Key.Template, same.Key.Step, Math.Max(chart, Week), ct);
            lines.AddRange(same.Select(t => new BoardLine(t, Actual(t.Figure, [.. counted.TakeLast(Week)]), [.. counted.TakeLast(chart)])));
        }

        return [.. targets.Select(t => lines.Single(l => l.Target == t))];
    }

    /// <summary>The team's open items that were escalated and that nobody has answered for.</summary>
    public static IQueryable<WorkItem> Unanswered(this CoordinationDb db, TeamId team) => db.WorkItems.AsNoTracking()
        .Where(i => i.Team == team && i.State == WorkItemState.Open && i.EscalatedAt != null && i.AcknowledgedAt == null);

    /// <summary>The team's problems that are not resolved.</summary>
    public static IQueryable<Problem> OpenProblems(this CoordinationDb db, TeamId team) =>
        db.Problems.AsNoTracking().Where(p => p.Team == team && p.State != ProblemState.Resolved);

    private static decimal? Actual(BoardFigure figure, IReadOnlyList<BoardDay> week) => figure switch
    {
        BoardFigure.OnTimePercent => Share.Of(week.Sum(d => d.InTime), week.Sum(d => d.Due)) * 100,
        BoardFigure.Overdue => week[^1].Overdue,
        BoardFigure.Open => week[^1].Open,
        BoardFigure.Completed => week.Sum(d => d.Completed),
        _ => week.Sum(d => d.Escalations),
    };
}
