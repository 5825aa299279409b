using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What a team wants a number of.</summary>
internal enum BoardFigure
{
    /// <summary>Percent in time of the steps that came due in the last seven days; at least the goal.</summary>
    OnTimePercent,

    /// <summary>Steps that are open although due; at most the goal.</summary>
    Overdue,

    /// <summary>Open steps; at most the goal.</summary>
    Open,

    /// <summary>Steps that were completed in the last seven days; at least the goal.</summary>
    Completed,

    /// <summary>Times that somebody up the line had to be told in the last seven days; at most the goal.</summary>
    Escalations,
}

/// <summary>A number that a team wants to reach. The actual number is never entered: it comes from the live steps.</summary>
internal sealed class BoardTarget
{
    private BoardTarget()
    {
    }

    public BoardTargetId Id { get; private set; }

    public TeamId Team { get; private set; }

    public BoardFigure Figure { get; private set; }

    /// <summary>Only steps of this template.</summary>
    public string? Template { get; private set; }

    /// <summary>Only this step.</summary>
    public string? Step { get; private set; }

    public string Title { get; private set; } = "";

    public decimal Goal { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public UserId? SetBy { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public bool MoreIsBetter => Figure is BoardFigure.OnTimePercent or BoardFigure.Completed;

    public static BoardTarget Set(
        TeamId team, BoardFigure figure, string? template, string? step, string title, decimal goal, UserId? by, DateTimeOffset at) => new()
        {
            Id = new BoardTargetId(Guid.CreateVersion7(at)),
            Team = team,
            Figure = figure,
            Template = template,
            Step = step,
            Title = title,
            Goal = goal,
            SetAt = at,
            SetBy = by,
        };

    public void Remove(DateTimeOffset at) => RemovedAt = at;

    /// <summary>Whether this is good enough; null while there is nothing to judge.</summary>
    public bool? IsReachedBy(decimal? actual) => actual is null ? null : MoreIsBetter ? actual >= Goal : actual <= Goal;
}

/// <summary>A change of the work, on the day it was made, so that the run charts show what it did.</summary>
internal sealed class ChangeNote
{
    private ChangeNote()
    {
    }

    public ChangeNoteId Id { get; private set; }

    public TeamId Team { get; private set; }

    public DateOnly Day { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset NotedAt { get; private set; }

    public UserId? NotedBy { get; private set; }

    public static ChangeNote Of(TeamId team, DateOnly day, string text, UserId? by, DateTimeOffset at) => new()
    {
        Id = new ChangeNoteId(Guid.CreateVersion7(at)),
        Team = team,
        Day = day,
        Text = text,
        NotedAt = at,
        NotedBy = by,
    };
}
