using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>A type of decision in full: what must be known, who decides how fast, and what holds when nobody answers.</summary>
/// <param name="Information">What the decider must know.</param>
/// <param name="Stages">Who is asked, in this order; the next when the time of the one before has run out.</param>
/// <param name="Otherwise">The answer when nobody of them has answered.</param>
[NotMapped]
internal sealed record DecisionRule(
    IReadOnlyList<DecisionQuestion> Information, IReadOnlyList<DecisionStage> Stages, DecisionAnswer Otherwise);

/// <summary>Something that the decider must know.</summary>
/// <param name="Key">Tells it apart from the others of its decision type.</param>
/// <param name="Text">The question, for people.</param>
/// <param name="Required">Whether a decision cannot be asked for without it.</param>
/// <param name="Fact">
/// Where the system may know it from: item.title, item.dueAt, item.clock, item.escalations, inquiry.door, inquiry.acuity,
/// inquiry.receivedAt, client.age, or a field of an earlier event of the run such as triage.acuity.
/// </param>
[NotMapped]
internal sealed record DecisionQuestion(string Key, string Text, bool Required = true, string? Fact = null);

/// <summary>Who is asked, and for how long before the next is.</summary>
/// <param name="To">Tried in this order until one is there.</param>
/// <param name="Within">How long they have, such as "30 business minutes" or "1 business day".</param>
[NotMapped]
internal sealed record DecisionStage(IReadOnlyList<Decider> To, string Within)
{
    /// <summary>How long they have.</summary>
    [JsonIgnore]
    public Limit Limit => Limit.TryParse(Within, out var limit) ? limit : Limit.Immediately;
}

/// <summary>One place to look for who answers: exactly one of a role, a queue, the supervisor, whom it concerns.</summary>
/// <param name="Role">A role that somebody holds; with a team, somebody of that team.</param>
/// <param name="Team">Key of the team that narrows the role.</param>
/// <param name="SameTeam">Narrows the role to the team that it is asked for.</param>
/// <param name="Queue">Key of a team: anybody of it answers.</param>
/// <param name="OnDuty">Beside a queue: not anybody, but who is on duty for the team at that moment.</param>
/// <param name="Supervisor">The supervisor of who asks; later on, of who was asked before.</param>
/// <param name="Concerned">The person whom it concerns, such as the clinician whose day it is.</param>
[NotMapped]
internal sealed record Decider(
    string? Role = null, string? Team = null, bool SameTeam = false, string? Queue = null, bool Supervisor = false,
    bool OnDuty = false, bool Concerned = false)
{
    /// <summary>The field in which a request says whom it concerns.</summary>
    public static readonly FieldRef Person = new("matter", "person");

    /// <summary>The same as the owner rules of steps say it.</summary>
    public Target ToTarget() => new()
    {
        Role = Role,
        Team = Team,
        SameTeam = SameTeam,
        Queue = Queue,
        SupervisorOfOwner = Supervisor,
        OnDuty = OnDuty,
        Person = Concerned ? Person : null,
    };
}
