using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Where a problem stands.</summary>
internal enum ProblemState
{
    /// <summary>The team works on it at its board.</summary>
    Open,

    /// <summary>A level of management owes an answer.</summary>
    AwaitsAnswer,

    /// <summary>Management has answered; the team goes on with it.</summary>
    Answered,

    /// <summary>It is solved.</summary>
    Resolved,
}

/// <summary>One thing that happened to a problem.</summary>
/// <param name="By">Who did it; null for the system.</param>
/// <param name="Asked">Who was asked to answer.</param>
/// <param name="Words">The answer, or how it was solved.</param>
[NotMapped]
internal sealed record ProblemEntry(
    ProblemHappening What, Tier Tier, DateTimeOffset At, UserId? By = null, UserId? Asked = null, TeamId? AskedTeam = null, string? Words = null);

/// <summary>What happened to a problem.</summary>
internal enum ProblemHappening
{
    /// <summary>Somebody saw it.</summary>
    Raised,

    /// <summary>It was put to a level of management.</summary>
    TieredUp,

    /// <summary>The time for an answer passed.</summary>
    Unanswered,

    /// <summary>Management answered.</summary>
    Answered,

    /// <summary>It was solved.</summary>
    Resolved,
}

/// <summary>Something that is wrong with the work of a team. A stopped line is a problem that names the workflow it stops.</summary>
internal sealed class Problem
{
    private Problem()
    {
    }

    public ProblemId Id { get; private set; }

    public TeamId Team { get; private set; }

    public string Title { get; private set; } = "";

    public string? Details { get; private set; }

    /// <summary>Key of the workflow template whose line it stops; null for any other problem.</summary>
    public string? StopsTemplate { get; private set; }

    /// <summary>The run in which it was seen.</summary>
    public WorkflowId? Workflow { get; private set; }

    public UserId? RaisedBy { get; private set; }

    public DateTimeOffset RaisedAt { get; private set; }

    public ProblemState State { get; private set; }

    public Tier Tier { get; private set; }

    /// <summary>Who is asked for an answer; null while nobody is, or a team is.</summary>
    public UserId? Asked { get; private set; }

    public TeamId? AskedTeam { get; private set; }

    public DateTimeOffset? AnswerDueAt { get; private set; }

    /// <summary>How often the present level has let its time pass.</summary>
    public int Missed { get; private set; }

    public IReadOnlyList<ProblemEntry> Entries { get; private set; } = [];

    public DateTimeOffset? ResolvedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsOpen => State is not ProblemState.Resolved;

    public bool StopsTheLine => StopsTemplate is not null;

    public static Problem Raise(
        TeamId team, string title, string? details, string? stopsTemplate, WorkflowId? workflow, UserId? by, DateTimeOffset at) => new()
        {
            Id = new ProblemId(Guid.CreateVersion7(at)),
            Team = team,
            Title = title,
            Details = details,
            StopsTemplate = stopsTemplate,
            Workflow = workflow,
            RaisedBy = by,
            RaisedAt = at,
            Entries = [new ProblemEntry(ProblemHappening.Raised, Tier.Team, at, by)],
        };

    /// <summary>Whether this person is the one whose answer is awaited.</summary>
    public bool MayBeAnsweredBy(Actor actor) => State is ProblemState.AwaitsAnswer && actor.User is { } user
        && (Asked == user || (Asked is null && (AskedTeam is not { } team || actor.Teams.Contains(team))));

    /// <summary>Puts it to a level of management.</summary>
    public void PutTo(Tier tier, Holder asked, DateTimeOffset answerDueAt, UserId? by, DateTimeOffset at)
    {
        Missed = tier == Tier ? Missed : 0;
        (State, Tier, Asked, AskedTeam, AnswerDueAt) = (ProblemState.AwaitsAnswer, tier, asked.Owner, asked.Team, answerDueAt);
        Note(new ProblemEntry(ProblemHappening.TieredUp, tier, at, by, asked.Owner, asked.Team));
    }

    /// <summary>The time for an answer has passed.</summary>
    public void Miss(DateTimeOffset at)
    {
        Missed++;
        Note(new ProblemEntry(ProblemHappening.Unanswered, Tier, at, null, Asked, AskedTeam));
    }

    public void Answer(string words, UserId? by, DateTimeOffset at)
    {
        (State, AnswerDueAt) = (ProblemState.Answered, null);
        Note(new ProblemEntry(ProblemHappening.Answered, Tier, at, by, Words: words));
    }

    public void Resolve(string words, UserId? by, DateTimeOffset at)
    {
        (State, AnswerDueAt, ResolvedAt) = (ProblemState.Resolved, null, at);
        Note(new ProblemEntry(ProblemHappening.Resolved, Tier, at, by, Words: words));
    }

    private void Note(ProblemEntry entry) => Entries = [.. Entries, entry];
}
