using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>A level of management at which problems are answered.</summary>
public enum Tier
{
    /// <summary>The team itself, at its board.</summary>
    Team,

    /// <summary>Those who lead the program.</summary>
    Program,

    /// <summary>Those who lead the organisation.</summary>
    Executive,
}

/// <summary>What people write on a board themselves; everything else is counted from the steps.</summary>
public enum BoardPart
{
    /// <summary>The targets.</summary>
    Targets,

    /// <summary>The changes of the work that are noted on the run charts.</summary>
    Changes,

    /// <summary>The problems of the team.</summary>
    Problems,

    /// <summary>What stands in the way.</summary>
    Barriers,
}

/// <summary>Somebody wrote on the board of a team, or wiped something off it.</summary>
[Event("coordination.board-changed@1")]
public sealed record BoardChanged([property: Stream] TeamId Team, BoardPart Part, DateTimeOffset ChangedAt);

/// <summary>A problem went up to a level of management, which now owes an answer.</summary>
/// <param name="Team">The team whose problem it is.</param>
/// <param name="Template">Key of the workflow template whose line is stopped; null for any other problem.</param>
/// <param name="Asked">The person who is to answer; null when nobody could be found.</param>
/// <param name="Unanswered">Whether it went up because the level below gave no answer in time.</param>
[Event("coordination.problem-tiered-up@1")]
public sealed record ProblemTieredUp(
    [property: Stream] ProblemId Problem, TeamId Team, string? Template, Tier Tier, UserId? Asked, TeamId? AskedTeam, bool Unanswered,
    DateTimeOffset At, DateTimeOffset AnswerDueAt);

/// <summary>The last level of management did not answer a problem in time; it stays open and is put to the next who is there.</summary>
/// <param name="Times">How often this level has let its time pass.</param>
[Event("coordination.problem-unanswered@1")]
public sealed record ProblemUnanswered(
    [property: Stream] ProblemId Problem, TeamId Team, string? Template, Tier Tier, int Times, UserId? Asked, TeamId? AskedTeam,
    DateTimeOffset At, DateTimeOffset AnswerDueAt);

/// <summary>A level of management answered a problem that was put to it.</summary>
/// <param name="InTime">Whether the answer came within its time.</param>
[Event("coordination.problem-answered@1")]
public sealed record ProblemAnswered(
    [property: Stream] ProblemId Problem, TeamId Team, string? Template, Tier Tier, UserId? By, bool InTime, DateTimeOffset At);

/// <summary>Somebody stopped the line: something in a workflow is wrong enough that everybody should know before going on.</summary>
/// <param name="Template">Key of the workflow template.</param>
/// <param name="Workflow">The run in which it was seen.</param>
[Event("coordination.line-stopped@1")]
public sealed record LineStopped(
    [property: Stream] ProblemId Problem, TeamId Team, string Template, WorkflowId? Workflow, UserId? By, DateTimeOffset At);

/// <summary>What stopped the line is resolved.</summary>
[Event("coordination.line-released@1")]
public sealed record LineReleased([property: Stream] ProblemId Problem, TeamId Team, string Template, UserId? By, DateTimeOffset At);
