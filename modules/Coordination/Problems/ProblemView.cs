using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Something that is wrong with the work of a team, and who owes an answer.</summary>
[View<Problem>]
internal static class ProblemView
{
    /// <summary>Its id.</summary>
    public static ProblemId Id(Problem problem) => problem.Id;

    /// <summary>The team whose work it is about.</summary>
    public static TeamId Team(Problem problem) => problem.Team;

    /// <summary>What is wrong.</summary>
    public static string Title(Problem problem) => problem.Title;

    /// <summary>More about it.</summary>
    public static string? Details(Problem problem) => problem.Details;

    /// <summary>Key of the workflow template whose line it stops; null for any other problem.</summary>
    public static string? StopsTemplate(Problem problem) => problem.StopsTemplate;

    /// <summary>The run in which it was seen.</summary>
    public static WorkflowId? Workflow(Problem problem) => problem.Workflow;

    /// <summary>Who raised it.</summary>
    public static UserId? RaisedBy(Problem problem) => problem.RaisedBy;

    /// <summary>When it was raised.</summary>
    public static DateTimeOffset RaisedAt(Problem problem) => problem.RaisedAt;

    /// <summary>Open, waiting for an answer, answered or resolved.</summary>
    public static ProblemState State(Problem problem) => problem.State;

    /// <summary>The level that it has reached.</summary>
    public static Tier Tier(Problem problem) => problem.Tier;

    /// <summary>Whose answer is awaited, or was last.</summary>
    public static UserId? Asked(Problem problem) => problem.Asked;

    /// <summary>The team of which anybody may answer.</summary>
    public static TeamId? AskedTeam(Problem problem) => problem.AskedTeam;

    /// <summary>By when the answer is owed; null while none is.</summary>
    public static DateTimeOffset? AnswerDueAt(Problem problem) => problem.AnswerDueAt;

    /// <summary>How often its level has let the time for an answer pass.</summary>
    public static int MissedCount(Problem problem) => problem.Missed;

    /// <summary>Whether the caller's answer is awaited.</summary>
    public static bool MayAnswer(Problem problem, Actor actor) => problem.MayBeAnsweredBy(actor);

    /// <summary>What happened to it, in order.</summary>
    public static IReadOnlyList<ProblemEntry> History(Problem problem) => problem.Entries;

    /// <summary>When it was resolved.</summary>
    public static DateTimeOffset? ResolvedAt(Problem problem) => problem.ResolvedAt;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(Problem problem) => problem.Version;
}

/// <summary>One thing that happened to a problem.</summary>
[View<ProblemEntry>]
internal static class ProblemEntryView
{
    /// <summary>What happened.</summary>
    public static ProblemHappening What(ProblemEntry entry) => entry.What;

    /// <summary>At which level.</summary>
    public static Tier Tier(ProblemEntry entry) => entry.Tier;

    /// <summary>When.</summary>
    public static DateTimeOffset At(ProblemEntry entry) => entry.At;

    /// <summary>Who did it; null for the system.</summary>
    public static UserId? By(ProblemEntry entry) => entry.By;

    /// <summary>Who was asked for an answer.</summary>
    public static UserId? Asked(ProblemEntry entry) => entry.Asked;

    /// <summary>The team that was asked for an answer.</summary>
    public static TeamId? AskedTeam(ProblemEntry entry) => entry.AskedTeam;

    /// <summary>The answer, or what solved it.</summary>
    public static string? Words(ProblemEntry entry) => entry.Words;
}

/// <summary>Problems of the daily work.</summary>
[Query, Feature("coordination.daily"), Requires("coordination.read")]
internal static class ProblemQueries
{
    /// <summary>Narrows a list of problems; what is left out does not narrow, except that resolved ones are left out.</summary>
    /// <param name="Team">Of this team.</param>
    /// <param name="State">Only those that stand so.</param>
    /// <param name="Tier">Only those that have reached this level.</param>
    /// <param name="StopsTheLine">Only stopped lines, or none of them.</param>
    public sealed record ProblemFilter(TeamId? Team = null, ProblemState? State = null, Tier? Tier = null, bool? StopsTheLine = null);

    /// <summary>The problems that the caller may see, the oldest first.</summary>
    public static Task<Connection<Problem>> Problems(ProblemFilter? where, Page page, CoordinationDb db, CancellationToken ct) =>
        db.ProblemsWithin(db.Actor.ReachOf("coordination.read")).AsNoTracking()
            .Where(p => where != null && where.State != null ? p.State == where.State : p.State != ProblemState.Resolved)
            .Where(p => where == null || where.Team == null || p.Team == where.Team)
            .Where(p => where == null || where.Tier == null || p.Tier == where.Tier)
            .Where(p => where == null || where.StopsTheLine == null || (p.StopsTemplate != null) == where.StopsTheLine)
            .ToConnection(page, new Ordering<Problem, DateTimeOffset, ProblemId>(p => p.RaisedAt, p => p.Id), ct);

    /// <summary>One problem; null when there is none with this id that the caller may see.</summary>
    public static Task<Problem?> Problem(ProblemId id, CoordinationDb db, CancellationToken ct) =>
        db.ProblemsWithin(db.Actor.ReachOf("coordination.read")).AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
}

/// <summary>
/// Reads the problems that stop the lines of templates, by the template's key: whoever sees an item of the workflow sees them, in
/// whichever team they were raised.
/// </summary>
internal sealed class StoppedLines(CoordinationDb db) : RowsBy<CoordinationDb, string, Problem>(db)
{
    protected override Expression<Func<Problem, string>> Key => p => p.StopsTemplate!;

    protected override IQueryable<Problem> Rows(Reach reach) => Db.Problems
        .Where(p => p.StopsTemplate != null && p.State != ProblemState.Resolved).OrderBy(p => p.RaisedAt).ThenBy(p => p.Id);
}

/// <summary>Reads problems by id.</summary>
[Requires("coordination.read")]
internal sealed class ProblemById(CoordinationDb db) : RowById<CoordinationDb, ProblemId, Problem>(db)
{
    protected override Expression<Func<Problem, ProblemId>> Key => p => p.Id;

    protected override IQueryable<Problem> Rows(Reach reach) => Db.ProblemsWithin(reach);
}
