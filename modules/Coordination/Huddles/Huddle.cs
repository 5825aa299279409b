using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What sort of meeting at the board.</summary>
internal enum HuddleKind
{
    /// <summary>The short one of every day.</summary>
    Daily,

    /// <summary>The weekly operations meeting with its standing questions.</summary>
    Weekly,
}

/// <summary>Why something is on the agenda.</summary>
internal enum AgendaTopic
{
    /// <summary>The line of a workflow is stopped.</summary>
    StoppedLine,

    /// <summary>An escalation waits for an answer.</summary>
    Escalation,

    /// <summary>A target is not reached.</summary>
    MissedTarget,

    /// <summary>A barrier is due or overdue.</summary>
    DueBarrier,

    /// <summary>A problem is not resolved.</summary>
    Problem,

    /// <summary>Work is overdue; the line says how much.</summary>
    OverdueWork,
}

/// <summary>One line of an agenda, as it stood on the board when the huddle began.</summary>
/// <param name="About">Id of the problem, item, target or barrier.</param>
/// <param name="Words">What it is, in words.</param>
[NotMapped]
internal sealed record AgendaLine(AgendaTopic Topic, string? About, string Words);

/// <summary>A standing question with what the meeting said to it.</summary>
[NotMapped]
internal sealed record HuddleAnswer(string Key, string Question, string? Answer);

/// <summary>One meeting of a team at its board.</summary>
internal sealed class Huddle
{
    private Huddle()
    {
    }

    public HuddleId Id { get; private set; }

    public TeamId Team { get; private set; }

    public HuddleKind Kind { get; private set; }

    public DateOnly Day { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public UserId? StartedBy { get; private set; }

    public IReadOnlyList<AgendaLine> Agenda { get; private set; } = [];

    public IReadOnlyList<UserId> Attendance { get; private set; } = [];

    public IReadOnlyList<HuddleAnswer> Answers { get; private set; } = [];

    public DateTimeOffset? ClosedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public static Huddle Start(
        TeamId team, HuddleKind kind, DateOnly day, IReadOnlyList<AgendaLine> agenda, IReadOnlyList<StandingQuestion> questions, UserId? by,
        DateTimeOffset at) => new()
        {
            Id = new HuddleId(Guid.CreateVersion7(at)),
            Team = team,
            Kind = kind,
            Day = day,
            StartedAt = at,
            StartedBy = by,
            Agenda = agenda,
            Answers = kind is HuddleKind.Weekly ? [.. questions.Select(q => new HuddleAnswer(q.Key, q.Text, null))] : [],
        };

    /// <summary>Who was there, and what was said; what is left out stays.</summary>
    public void Record(IReadOnlyList<UserId>? attendance, IReadOnlyDictionary<string, string> answers)
    {
        Attendance = attendance is null ? Attendance : [.. attendance.Distinct()];
        Answers = [.. Answers.Select(a => answers.TryGetValue(a.Key, out var answer) ? a with { Answer = answer } : a)];
    }

    public void Close(DateTimeOffset at) => ClosedAt = at;
}

/// <summary>Something that stands in the way, with somebody who removes it until a day.</summary>
internal sealed class Barrier
{
    private Barrier()
    {
    }

    public BarrierId Id { get; private set; }

    public HuddleId Huddle { get; private set; }

    public TeamId Team { get; private set; }

    public string Text { get; private set; } = "";

    public UserId Owner { get; private set; }

    public DateOnly DueOn { get; private set; }

    public DateTimeOffset NotedAt { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public UserId? RemovedBy { get; private set; }

    public int Version { get; private set; } = 1;

    public static Barrier Note(Huddle huddle, string text, UserId owner, DateOnly dueOn, DateTimeOffset at) => new()
    {
        Id = new BarrierId(Guid.CreateVersion7(at)),
        Huddle = huddle.Id,
        Team = huddle.Team,
        Text = text,
        Owner = owner,
        DueOn = dueOn,
        NotedAt = at,
    };

    public void Assign(UserId owner) => Owner = owner;

    public void Remove(UserId? by, DateTimeOffset at) => (RemovedBy, RemovedAt) = (by, at);
}
