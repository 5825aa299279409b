using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A time on duty that goes on, or the next one of a person.</summary>
internal readonly record struct OnDuty(TeamId Team, UserId Person, DateTimeOffset StartsAt);

/// <summary>A delegation that holds today.</summary>
internal sealed record Delegated(DelegationId Id, UserId Person, UserId Delegate, string? Template = null, StepKind? Kind = null)
{
    /// <summary>Whether this step is among what was delegated.</summary>
    public bool Covers(Need need) => (Template is null || Template == need.Template) && (Kind is null || Kind == need.Kind);
}

/// <summary>What an owner is looked for.</summary>
/// <param name="Kind">What sort of work it is; null for an answer, which is no work of any kind.</param>
/// <param name="Template">Key of the template; null for an answer.</param>
/// <param name="At">When it is given.</param>
/// <param name="DueAt">When it must be done.</param>
/// <param name="Capped">Whether people who are full are passed over; nobody is too busy to be told of an escalation.</param>
internal readonly record struct Need(StepKind? Kind, string? Template, DateTimeOffset At, DateTimeOffset DueAt, bool Capped)
{
    public static Need For(WorkItem item, DateTimeOffset at, bool capped) => new(item.Kind, item.TemplateKey, at, item.DueAt, capped);

    /// <summary>Somebody who answers until then. No role is outside its boundary there, and a delegation counts that covers everything.</summary>
    public static Need ForAnswer(DateTimeOffset at, DateTimeOffset dueAt) => new(null, null, at, dueAt, Capped: false);
}

/// <summary>
/// Who can take work besides being there: delegations of today, people on duty, how much room people have, what their roles may
/// do. In memory and without a clock, like <see cref="Staff"/>.
/// </summary>
internal sealed class Availability(
    ILookup<UserId, Delegated> delegations, IReadOnlySet<TeamId> rosters, IReadOnlyList<OnDuty> duty, IDictionary<UserId, int> room,
    RoleBoundaries boundaries)
{
    /// <summary>Nobody has said anything: everybody who is there takes everything.</summary>
    public static Availability Unlimited { get; } = new(
        Array.Empty<Delegated>().ToLookup(d => d.Person), new HashSet<TeamId>(), [], new Dictionary<UserId, int>(), RoleBoundaries.None);

    /// <summary>Who has this person's work of this sort today; null when the person does. What says more goes before what says less.</summary>
    public UserId? DelegateOf(UserId person, Need need) => delegations[person].Where(d => d.Covers(need))
        .OrderByDescending(d => (d.Template is null ? 0 : 2) + (d.Kind is null ? 0 : 1)).ThenBy(d => d.Id.Value)
        .Select(d => (UserId?)d.Delegate).FirstOrDefault();

    /// <summary>Whether the team says who is on duty when.</summary>
    public bool KeepsRoster(TeamId team) => rosters.Contains(team);

    /// <summary>Who is on duty for the team, or will be before the step is due.</summary>
    public IEnumerable<UserId> OnDuty(TeamId team, Need need, bool now) => duty
        .Where(d => d.Team == team && (d.StartsAt <= need.At || (!now && d.StartsAt < need.DueAt)))
        .Select(d => d.Person).Distinct();

    /// <summary>Whether the person has as much as is allowed.</summary>
    public bool IsFull(UserId person) => room.TryGetValue(person, out var left) && left <= 0;

    /// <summary>The person was given one step more.</summary>
    public void Took(UserId person)
    {
        if (room.TryGetValue(person, out var left))
        {
            room[person] = left - 1;
        }
    }

    /// <summary>What the tenant says of somebody with these roles who does work of this kind.</summary>
    public Outside Judge(IReadOnlySet<string> roles, StepKind kind) => boundaries.Judge(roles, kind);
}
