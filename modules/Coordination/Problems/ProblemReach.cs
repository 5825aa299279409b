using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// How far a permission reaches over what belongs to a team: whoever reaches <c>own</c> or <c>team</c> has their teams; wider is the
/// tenant, but for teams of programs under 42 CFR Part 2 in which somebody does not work: also a number says that somebody waits there. A problem is
/// besides seen by who raised it and by who is asked.
/// </summary>
internal static class ProblemReach
{
    /// <summary>Whether the board of this team is within reach.</summary>
    public static bool Reaches(this Actor actor, TeamId team, string permission) => actor.ReachOf(permission) switch
    {
        Reach.None => false,
        Reach.Own or Reach.Team => actor.Teams.Contains(team),
        _ => !actor.ClosedTeams.Contains(team),
    };

    /// <summary>The problems within reach.</summary>
    public static IQueryable<Problem> ProblemsWithin(this CoordinationDb db, Reach reach) => reach switch
    {
        Reach.None => db.Problems.Where(_ => false),
        Reach.Own or Reach.Team => db.Problems.Where(
            p => p.RaisedBy == db.Me || p.Asked == db.Me || db.MyTeams.Contains(p.Team)
                || (p.AskedTeam != null && db.MyTeams.Contains(p.AskedTeam.Value))),
        _ => db.Problems.Where(
            p => !db.ClosedTeams.Contains(p.Team) || p.RaisedBy == db.Me || p.Asked == db.Me
                || (p.AskedTeam != null && db.MyTeams.Contains(p.AskedTeam.Value))),
    };

    /// <summary>The same question about one problem in memory.</summary>
    public static bool IsWithin(this Problem problem, Actor actor, string permission) => actor.ReachOf(permission) is not Reach.None
        && (actor.Reaches(problem.Team, permission)
            || (actor.User is { } me && (problem.RaisedBy == me || problem.Asked == me))
            || (problem.AskedTeam is { } team && actor.Teams.Contains(team)));

    /// <summary>Why the problem cannot be changed by somebody who saw this version; null when it can.</summary>
    public static Refusal? Prevents(this Problem problem, int? expectedVersion) =>
        expectedVersion is { } expected && expected != problem.Version ? new VersionConflict(expected, problem.Version)
        : problem.IsOpen ? null
        : new ProblemClosed();
}

/// <summary>The problem is resolved.</summary>
internal sealed record ProblemClosed() : Refusal(
    "coordination.problem_closed", "This problem is resolved. Raise a new one if it is back.", "input.problem");
