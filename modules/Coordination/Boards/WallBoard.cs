using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>What everybody who passes by may read of a board.</summary>
internal sealed record WallBoard(
    Team Team, WorkCounts Counts, IReadOnlyList<BoardLine> Lines, IReadOnlyDictionary<Tier, int> Problems, IReadOnlyList<string> Stopped)
{
    private const int ChartDays = 14;

    public static async Task<WallBoard> Of(Team team, CoordinationDb db, BoardDays days, DateTimeOffset now, CancellationToken ct) => new(
        team,
        await WorkCounts.Of(db.WorkItems.AsNoTracking().Where(i => i.Team == team.Id), now, ct),
        await db.Lines(team, days, ChartDays, ct),
        await db.OpenProblems(team.Id).GroupBy(p => p.Tier).ToDictionaryAsync(g => g.Key, g => g.Count(), ct),
        await db.OpenProblems(team.Id).Where(p => p.StopsTemplate != null).Select(p => p.StopsTemplate!).Distinct().Order().ToListAsync(ct));
}

/// <summary>The board of a team as it may hang on a wall: numbers only, no names and no words that people have written.</summary>
[View<WallBoard>]
internal static class WallBoardView
{
    /// <summary>Key of the team.</summary>
    public static string Team(WallBoard board) => board.Team.Key;

    /// <summary>How much open work there is, by urgency.</summary>
    public static WorkCounts Counts(WallBoard board) => board.Counts;

    /// <summary>The targets with what was reached, and the last two weeks of each.</summary>
    public static IReadOnlyList<WallLine> Targets(WallBoard board) => [.. board.Lines.Select(l => new WallLine(l))];

    /// <summary>How many problems the team has at its own level.</summary>
    public static int TeamProblemCount(WallBoard board) => board.Problems.GetValueOrDefault(Tier.Team);

    /// <summary>How many have gone up to the program.</summary>
    public static int ProgramProblemCount(WallBoard board) => board.Problems.GetValueOrDefault(Tier.Program);

    /// <summary>How many have gone up to the executive level.</summary>
    public static int ExecutiveProblemCount(WallBoard board) => board.Problems.GetValueOrDefault(Tier.Executive);

    /// <summary>Keys of the workflow templates whose line is stopped.</summary>
    public static IReadOnlyList<string> StoppedTemplates(WallBoard board) => board.Stopped;
}

/// <summary>A target without the words that people have given it.</summary>
internal sealed record WallLine(BoardLine Line);

/// <summary>A target on a wall, with what was reached.</summary>
[View<WallLine>]
internal static class WallLineView
{
    /// <summary>What is counted.</summary>
    public static BoardFigure Figure(WallLine line) => line.Line.Target.Figure;

    /// <summary>Key of the template whose steps are counted; all when null.</summary>
    public static string? Template(WallLine line) => line.Line.Target.Template;

    /// <summary>Key of the step that is counted; all when null.</summary>
    public static string? Step(WallLine line) => line.Line.Target.Step;

    /// <summary>The number to reach, or to stay under.</summary>
    public static decimal Goal(WallLine line) => line.Line.Target.Goal;

    /// <summary>The number now; null while there is nothing to count.</summary>
    public static decimal? Actual(WallLine line) => line.Line.Actual;

    /// <summary>Whether the goal is reached; null while there is nothing to judge.</summary>
    public static bool? Reached(WallLine line) => line.Line.Target.IsReachedBy(line.Line.Actual);

    /// <summary>Day by day.</summary>
    public static IReadOnlyList<BoardDay> Chart(WallLine line) => line.Line.Days;
}
