using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Where a decision stands.</summary>
internal enum DecisionState
{
    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>The answer was yes.</summary>
    Granted,

    /// <summary>The answer was no.</summary>
    Refused,

    /// <summary>Whoever asked does not need it any more.</summary>
    Withdrawn,
}

/// <summary>What a decision is about; each part may be missing.</summary>
/// <param name="Concerned">The person whom it concerns, such as the clinician whose day it is.</param>
internal sealed record DecisionMatter(
    string? Subject, ClientId? Client, WorkItemId? Item, TeamId? Team, SiteId? Site, UserId? Concerned = null);

/// <summary>One line of the checklist of a request.</summary>
/// <param name="Known">Whether the system knew it; else whoever asked has said it.</param>
[NotMapped]
internal sealed record ChecklistLine(string Key, string Text, bool Required, string? Answer, bool Known)
{
    /// <summary>What was said goes before what the system knows.</summary>
    public static ChecklistLine Of(DecisionQuestion question, string? said, IReadOnlyDictionary<string, string> known)
    {
        var fact = question.Fact is { } name ? known.GetValueOrDefault(name) : null;
        return new ChecklistLine(question.Key, question.Text, question.Required, said ?? fact, Known: said is null && fact is not null);
    }
}

/// <summary>One decider's turn.</summary>
/// <param name="Stage">The place in the order of deciders, from 1.</param>
/// <param name="Decider">The person who was asked; null when a team was, or nobody was there.</param>
/// <param name="PassedOver">Who was looked for before in vain, and why.</param>
[NotMapped]
internal sealed record DecisionTurn(
    int Stage, UserId? Decider, TeamId? Team, DateTimeOffset At, DateTimeOffset? DueAt, IReadOnlyList<PassedOver>? PassedOver = null);

/// <summary>One decision that was asked for. It keeps the rule under which it was asked to the end.</summary>
internal sealed class DecisionRequest
{
    private DecisionRequest()
    {
    }

    public DecisionRequestId Id { get; private set; }

    public DecisionTypeId Type { get; private set; }

    public string TypeKey { get; private set; } = "";

    /// <summary>What is asked for, in the words of who asks.</summary>
    public string Question { get; private set; } = "";

    public string? Subject { get; private set; }

    public ClientId? Client { get; private set; }

    /// <summary>The client at the beginning, to whom it returns when a merge is taken back.</summary>
    public ClientId? FirstClient { get; private set; }

    public WorkItemId? Item { get; private set; }

    /// <summary>The team that it is asked for.</summary>
    public TeamId? Team { get; private set; }

    public SiteId? Site { get; private set; }

    /// <summary>The person whom it concerns; null when it concerns nobody in particular.</summary>
    public UserId? Concerned { get; private set; }

    public DecisionRule Rule { get; private set; } = new([], [], DecisionAnswer.Refuse);

    public IReadOnlyList<ChecklistLine> Checklist { get; private set; } = [];

    public UserId? AskedBy { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DecisionState State { get; private set; }

    /// <summary>The place of the present decider in the order, from 1.</summary>
    public int Stage { get; private set; }

    /// <summary>Who is asked now; null while a team is, or nobody is there.</summary>
    public UserId? Decider { get; private set; }

    public TeamId? DeciderTeam { get; private set; }

    /// <summary>When the next decider is asked, or the default takes effect.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Whose turn it was, in order.</summary>
    public IReadOnlyList<DecisionTurn> Turns { get; private set; } = [];

    public DateTimeOffset? AnsweredAt { get; private set; }

    public UserId? AnsweredBy { get; private set; }

    /// <summary>Minutes of open time from asking to the answer; null while there is none.</summary>
    public int? BusinessMinutes { get; private set; }

    /// <summary>Nobody answered, so the answer is what the rule says for that.</summary>
    public bool ByDefault { get; private set; }

    public string? Reason { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsOpen => State is DecisionState.Open;

    public static DecisionRequest Ask(
        DecisionType type, string question, DecisionMatter about, IReadOnlyList<ChecklistLine> checklist, UserId? by, DateTimeOffset at) => new()
        {
            Id = new DecisionRequestId(Guid.CreateVersion7(at)),
            Type = type.Id,
            TypeKey = type.Key,
            Question = question,
            Subject = about.Subject,
            Client = about.Client,
            FirstClient = about.Client,
            Item = about.Item,
            Team = about.Team,
            Site = about.Site,
            Concerned = about.Concerned,
            Rule = type.Rule,
            Checklist = checklist,
            AskedBy = by,
            AskedAt = at,
        };

    /// <summary>Whether this person may answer now. Nobody decides on what they have asked for themselves.</summary>
    public bool MayBeAnsweredBy(Actor actor) => actor.User is { } user && user != AskedBy
        && (Decider == user || (Decider is null && DeciderTeam is { } team && actor.Teams.Contains(team)));

    /// <summary>
    /// Puts it before the next decider who is there. False when there is none left. A request for which nobody at all is there
    /// waits the time of the last stage for somebody who comes back, without a decider.
    /// </summary>
    /// <param name="onBehalfOf">Whose work it is about when the system asks: their supervisor is the supervisor of who asks.</param>
    public bool PutBeforeNext(Staff staff, BusinessCalendar calendar, DateTimeOffset now, UserId? onBehalfOf = null)
    {
        var present = Stage == 0 ? new Holder(AskedBy ?? onBehalfOf, Team) : new Holder(Decider, DeciderTeam);
        for (var number = Stage + 1; number <= Rule.Stages.Count; number++)
        {
            var stage = Rule.Stages[number - 1];
            var (passed, dueAt) = (new List<PassedOver>(), StepClock.After(now, stage.Limit, calendar));
            if (Find(stage, staff, present, Need.ForAnswer(now, dueAt), passed) is { } found)
            {
                PutBefore(number, found, dueAt, now, passed);
                return true;
            }

            Turns = [.. Turns, new DecisionTurn(number, null, null, now, null, Told(passed))];
        }

        // Of a record that is for named people one of them is asked, where the rule names none.
        if (Stage < Rule.Stages.Count && OneOfTheNamed(Rule.Stages[Stage], staff, present, calendar, now) is { } named)
        {
            PutBefore(Stage + 1, named.Holder, named.DueAt, now, named.Passed);
            return true;
        }

        if (Stage > 0)
        {
            return false;
        }

        PutBefore(Rule.Stages.Count, Holder.Nobody, StepClock.After(now, Rule.Stages[^1].Limit, calendar), now, []);
        return true;
    }

    /// <summary>
    /// Whoever is asked is away from today: whoever stands in has the rest of the time, otherwise the next of the same stage who is
    /// there. False when there is nobody; then it waits for its time.
    /// </summary>
    public bool PassOn(Staff staff, DateTimeOffset now)
    {
        var (passed, need) = (new List<PassedOver>(), Need.ForAnswer(now, DueAt));
        var next = Decider is { } absent && staff.InsteadOf(absent, need, passed) is { } instead
            ? new Holder(instead, DeciderTeam)
            : Find(Rule.Stages[Stage - 1], staff, new Holder(Decider, DeciderTeam), need, passed);
        if (next is { } found)
        {
            PutBefore(Stage, found, DueAt, now, passed);
        }

        return next is not null;
    }

    /// <summary>
    /// The client's record is for named people now: a decider who may not see it is asked no more. Another of the same stage who may has the rest of
    /// the time, else the next stage has its own, else one of the named; where nobody is left it waits without a decider. False when the decider stays.
    /// </summary>
    public bool TakeFromWhoMayNotSee(Staff staff, BusinessCalendar calendar, DateTimeOffset now)
    {
        var present = new Holder(Decider, DeciderTeam);
        if (present.IsNobody || staff.MaySee(present))
        {
            return false;
        }

        var (passed, need) = (new List<PassedOver>(), Need.ForAnswer(now, DueAt));
        if (Find(Rule.Stages[Stage - 1], staff, present, need, passed) is { } found)
        {
            PutBefore(Stage, found, DueAt, now, passed);
        }
        else if (Stage == Rule.Stages.Count || !PutBeforeNext(staff, calendar, now))
        {
            var named = staff.Within(Team, present, need, passed);
            PutBefore(Stage, named ?? Holder.Nobody, DueAt, now, passed);
        }

        return true;
    }

    public void Answer(DecisionAnswer answer, string? reason, UserId? by, DateTimeOffset at, BusinessCalendar calendar)
    {
        (State, Reason, AnsweredBy, AnsweredAt, ByDefault) =
            (answer is DecisionAnswer.Grant ? DecisionState.Granted : DecisionState.Refused, reason, by, at, by is null);
        BusinessMinutes = (int)calendar.OpenTimeBetween(AskedAt, at).TotalMinutes;
    }

    public void Withdraw(string? reason, DateTimeOffset at) => (State, Reason, AnsweredAt) = (DecisionState.Withdrawn, reason, at);

    private Facts WhomItConcerns => Concerned is { } person
        ? new Facts(new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
        {
            [CarePlatform.Coordination.Decider.Person.Source] = new Dictionary<string, JsonElement>
            {
                [CarePlatform.Coordination.Decider.Person.Field] = JsonSerializer.SerializeToElement(person, IdJson.Options),
            },
        })
        : Facts.None;

    // The same person for the same request, others for others.
    private int Spread => Id.Value.GetHashCode();

    private Holder? Find(DecisionStage stage, Staff staff, Holder present, Need need, List<PassedOver> passed) =>
        staff.Find([.. stage.To.Select(d => d.ToTarget())], WhomItConcerns, present, Spread, elsewhere: true, need, passed);

    private (Holder Holder, DateTimeOffset DueAt, List<PassedOver> Passed)? OneOfTheNamed(
        DecisionStage stage, Staff staff, Holder present, BusinessCalendar calendar, DateTimeOffset now)
    {
        var (passed, dueAt) = (new List<PassedOver>(), StepClock.After(now, stage.Limit, calendar));
        return staff.Within(Team, present, Need.ForAnswer(now, dueAt), passed) is { } named ? (named, dueAt, passed) : null;
    }

    // Whoever asks counts as away while deciders are looked for; here it is told as what it is.
    private IReadOnlyList<PassedOver>? Told(List<PassedOver> passed) => passed.Count == 0
        ? null
        : [.. passed.Select(p => p.Person is { } person && person == AskedBy && p.Why is Passing.Absent ? p with { Why = Passing.Asker } : p)];

    private void PutBefore(int stage, Holder holder, DateTimeOffset dueAt, DateTimeOffset now, List<PassedOver> passed)
    {
        (Stage, Decider, DeciderTeam, DueAt) = (stage, holder.Owner, holder.Team, dueAt);
        if (!holder.IsNobody)
        {
            Turns = [.. Turns, new DecisionTurn(stage, holder.Owner, holder.Team, now, dueAt, Told(passed))];
        }
    }
}
