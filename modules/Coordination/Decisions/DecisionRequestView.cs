using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>One decision that was asked for: by whom, of whom, until when, with what answer.</summary>
[View<DecisionRequest>, Audited("Client")]
internal static class DecisionRequestView
{
    /// <summary>Its id.</summary>
    public static DecisionRequestId Id(DecisionRequest request) => request.Id;

    /// <summary>The line of the registry, as it is now.</summary>
    public static DecisionTypeId Type(DecisionRequest request) => request.Type;

    /// <summary>What is asked for.</summary>
    public static string Question(DecisionRequest request) => request.Question;

    /// <summary>Id of what it is about, such as the inquiry.</summary>
    public static string? Subject(DecisionRequest request) => request.Subject;

    /// <summary>The client whom it is about.</summary>
    public static ClientId? Client(DecisionRequest request) => request.Client;

    /// <summary>The work item that it is about.</summary>
    public static WorkItemId? Item(DecisionRequest request) => request.Item;

    /// <summary>The team for which it was asked.</summary>
    public static TeamId? Team(DecisionRequest request) => request.Team;

    /// <summary>What the decider must know, with the answers.</summary>
    public static IReadOnlyList<ChecklistLine> Checklist(DecisionRequest request) => request.Checklist;

    /// <summary>Who asked; null when the system did.</summary>
    public static UserId? AskedBy(DecisionRequest request) => request.AskedBy;

    /// <summary>When it was asked.</summary>
    public static DateTimeOffset AskedAt(DecisionRequest request) => request.AskedAt;

    /// <summary>Open, granted, refused or withdrawn.</summary>
    public static DecisionState State(DecisionRequest request) => request.State;

    /// <summary>The place of the last decider in the order of deciders, from 1.</summary>
    public static int Stage(DecisionRequest request) => request.Stage;

    /// <summary>Who is asked, or was last; null while a team is, or nobody is there.</summary>
    public static UserId? Decider(DecisionRequest request) => request.Decider;

    /// <summary>The team of which anybody may answer, or for which the decider does.</summary>
    public static TeamId? DeciderTeam(DecisionRequest request) => request.DeciderTeam;

    /// <summary>When the next decider is asked, or the default takes effect.</summary>
    public static DateTimeOffset DueAt(DecisionRequest request) => request.DueAt;

    /// <summary>The answer that holds when nobody answers.</summary>
    public static DecisionAnswer Otherwise(DecisionRequest request) => request.Rule.Otherwise;

    /// <summary>Whose turn it was, in order; without a due time when nobody was there.</summary>
    public static IReadOnlyList<DecisionTurn> Turns(DecisionRequest request) => request.Turns;

    /// <summary>When it was answered or withdrawn.</summary>
    public static DateTimeOffset? AnsweredAt(DecisionRequest request) => request.AnsweredAt;

    /// <summary>Who answered; null when nobody did.</summary>
    public static UserId? AnsweredBy(DecisionRequest request) => request.AnsweredBy;

    /// <summary>Whether nobody answered, so that the default is the answer.</summary>
    public static bool ByDefault(DecisionRequest request) => request.ByDefault;

    /// <summary>Why it was decided so, or withdrawn.</summary>
    public static string? Reason(DecisionRequest request) => request.Reason;

    /// <summary>Whether the caller may answer now.</summary>
    public static bool MayAnswer(DecisionRequest request, Actor actor) => request.IsOpen && request.MayBeAnsweredBy(actor);

    /// <summary>How the same was decided before, the latest first, as far as the caller may see it.</summary>
    public static Task<Connection<DecisionRequest>> Precedents(DecisionRequest request, Page page, CoordinationDb db, CancellationToken ct) =>
        db.DecisionsFor("coordination.read").AsNoTracking()
            .Where(r => r.Type == request.Type && r.Id != request.Id && r.AskedAt <= request.AskedAt
                && (r.State == DecisionState.Granted || r.State == DecisionState.Refused))
            .ToConnection(page, DecisionQueries.Latest, ct);

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(DecisionRequest request) => request.Version;
}

/// <summary>Something that the decider must know, with its answer.</summary>
[View<ChecklistLine>("DecisionChecklistLine")]
internal static class ChecklistLineView
{
    /// <summary>Key of the question.</summary>
    public static string Key(ChecklistLine line) => line.Key;

    /// <summary>The question.</summary>
    public static string Text(ChecklistLine line) => line.Text;

    /// <summary>Whether it must have an answer.</summary>
    public static bool Required(ChecklistLine line) => line.Required;

    /// <summary>The answer.</summary>
    public static string? Answer(ChecklistLine line) => line.Answer;

    /// <summary>Whether the system knew it; else whoever asked has said it.</summary>
    public static bool Known(ChecklistLine line) => line.Known;
}

/// <summary>One decider's turn.</summary>
[View<DecisionTurn>]
internal static class DecisionTurnView
{
    /// <summary>The place in the order of deciders, from 1.</summary>
    public static int Stage(DecisionTurn turn) => turn.Stage;

    /// <summary>The person who was asked.</summary>
    public static UserId? Decider(DecisionTurn turn) => turn.Decider;

    /// <summary>The team that was asked.</summary>
    public static TeamId? Team(DecisionTurn turn) => turn.Team;

    /// <summary>When they were asked, or looked for.</summary>
    public static DateTimeOffset At(DecisionTurn turn) => turn.At;

    /// <summary>Until when they had time; null when nobody was there.</summary>
    public static DateTimeOffset? DueAt(DecisionTurn turn) => turn.DueAt;

    /// <summary>Who was looked for before in vain, and why; null when the first place was right.</summary>
    public static IReadOnlyList<PassedOver>? PassedOver(DecisionTurn turn) => turn.PassedOver;
}
