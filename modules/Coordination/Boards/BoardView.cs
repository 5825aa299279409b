using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>The board of a team: targets and what was reached, run charts with the changes of the work, problems, what waits for an answer.</summary>
[View<Board>]
internal static class BoardView
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    /// <summary>Whose board it is.</summary>
    public static TeamId Team(Board board) => board.Team.Id;

    /// <summary>How much open work there is, by urgency.</summary>
    public static Task<WorkCounts> Counts(Board board, CoordinationDb db, TimeProvider clock, CancellationToken ct) =>
        WorkCounts.Of(db.WorkItems.AsNoTracking().Where(i => i.Team == board.Team.Id), clock.GetUtcNow(), ct);

    /// <summary>The targets with what the work has reached, in the order in which they were set.</summary>
    /// <param name="days">How many days the run charts show, today included; 30 when it is left out.</param>
    public static Task<IReadOnlyList<BoardLine>> Targets(Board board, int? days, CoordinationDb db, BoardDays counted, CancellationToken ct) =>
        db.Lines(board.Team, counted, Checked(days), ct);

    /// <summary>All work of the team day by day.</summary>
    /// <param name="days">How many days, today included; 30 when it is left out.</param>
    public static Task<IReadOnlyList<BoardDay>> Chart(Board board, int? days, BoardDays counted, CancellationToken ct) =>
        counted.Of(board.Team, template: null, step: null, Checked(days), ct);

    /// <summary>The changes of the work, the latest first.</summary>
    public static Task<Connection<ChangeNote>> Changes(Board board, Page page, CoordinationDb db, CancellationToken ct) =>
        db.ChangeNotes.AsNoTracking().Where(n => n.Team == board.Team.Id)
            .ToConnection(page, new Ordering<ChangeNote, DateOnly, ChangeNoteId>(n => n.Day, n => n.Id, Descending: true), ct);

    /// <summary>The problems that are not resolved, the oldest first.</summary>
    public static Task<Connection<Problem>> Problems(Board board, Page page, CoordinationDb db, CancellationToken ct) =>
        db.OpenProblems(board.Team.Id).ToConnection(page, new Ordering<Problem, DateTimeOffset, ProblemId>(p => p.RaisedAt, p => p.Id), ct);

    /// <summary>The items that were escalated and that nobody has answered for, the first due first, as far as the caller may see them.</summary>
    public static Task<Connection<WorkItem>> Escalations(Board board, Page page, CoordinationDb db, CancellationToken ct)
    {
        var waiting = db.Unanswered(board.Team.Id);
        return db.WorkItemsFor("coordination.read").AsNoTracking().Where(i => waiting.Any(w => w.Id == i.Id))
            .ToConnection(page, MeasuredItems.FirstDue, ct);
    }

    /// <summary>The barriers that still stand, the first due first.</summary>
    public static Task<Connection<Barrier>> Barriers(Board board, Page page, CoordinationDb db, CancellationToken ct) =>
        db.Barriers.AsNoTracking().Where(b => b.Team == board.Team.Id && b.RemovedAt == null)
            .ToConnection(page, new Ordering<Barrier, DateOnly, BarrierId>(b => b.DueOn, b => b.Id), ct);

    private static int Checked(int? days) => days is < 1 or > MostDays
        ? throw new InvalidPageException($"Ask for 1 to {MostDays} days.")
        : days ?? UsualDays;
}

/// <summary>A target with what the work has reached.</summary>
[View<BoardLine>]
internal static class BoardLineView
{
    /// <summary>The target.</summary>
    public static BoardTarget Target(BoardLine line) => line.Target;

    /// <summary>The number now; null while there is nothing to count.</summary>
    public static decimal? Actual(BoardLine line) => line.Actual;

    /// <summary>Whether the goal is reached; null while there is nothing to judge.</summary>
    public static bool? Reached(BoardLine line) => line.Target.IsReachedBy(line.Actual);

    /// <summary>Day by day.</summary>
    public static IReadOnlyList<BoardDay> Chart(BoardLine line) => line.Days;
}

/// <summary>A number that a team wants to reach.</summary>
[View<BoardTarget>]
internal static class BoardTargetView
{
    /// <summary>Its id.</summary>
    public static BoardTargetId Id(BoardTarget target) => target.Id;

    /// <summary>Whose target it is.</summary>
    public static TeamId Team(BoardTarget target) => target.Team;

    /// <summary>What is counted.</summary>
    public static BoardFigure Figure(BoardTarget target) => target.Figure;

    /// <summary>Key of the template whose steps are counted; all when null.</summary>
    public static string? Template(BoardTarget target) => target.Template;

    /// <summary>Key of the step that is counted; all when null.</summary>
    public static string? Step(BoardTarget target) => target.Step;

    /// <summary>What people call it.</summary>
    public static string Title(BoardTarget target) => target.Title;

    /// <summary>The number to reach, or to stay under.</summary>
    public static decimal Goal(BoardTarget target) => target.Goal;

    /// <summary>Who set it.</summary>
    public static UserId? SetBy(BoardTarget target) => target.SetBy;

    /// <summary>When it was taken off the board.</summary>
    public static DateTimeOffset? RemovedAt(BoardTarget target) => target.RemovedAt;
}

/// <summary>A change of the work, noted on the run charts.</summary>
[View<ChangeNote>]
internal static class ChangeNoteView
{
    /// <summary>Its id.</summary>
    public static ChangeNoteId Id(ChangeNote note) => note.Id;

    /// <summary>The day from which it holds.</summary>
    public static DateOnly Day(ChangeNote note) => note.Day;

    /// <summary>What was changed.</summary>
    public static string Text(ChangeNote note) => note.Text;

    /// <summary>Who noted it.</summary>
    public static UserId? NotedBy(ChangeNote note) => note.NotedBy;
}

/// <summary>Reads targets by id.</summary>
[Requires("coordination.read")]
internal sealed class BoardTargetById(CoordinationDb db) : RowById<CoordinationDb, BoardTargetId, BoardTarget>(db)
{
    protected override Expression<Func<BoardTarget, BoardTargetId>> Key => t => t.Id;

    protected override IQueryable<BoardTarget> Rows(Reach reach) => reach is Reach.Own or Reach.Team
        ? Db.BoardTargets.Where(t => Db.MyTeams.Contains(t.Team))
        : Db.BoardTargets;
}

/// <summary>Reads change notes by id.</summary>
[Requires("coordination.read")]
internal sealed class ChangeNoteById(CoordinationDb db) : RowById<CoordinationDb, ChangeNoteId, ChangeNote>(db)
{
    protected override Expression<Func<ChangeNote, ChangeNoteId>> Key => n => n.Id;

    protected override IQueryable<ChangeNote> Rows(Reach reach) => reach is Reach.Own or Reach.Team
        ? Db.ChangeNotes.Where(n => Db.MyTeams.Contains(n.Team))
        : Db.ChangeNotes;
}
