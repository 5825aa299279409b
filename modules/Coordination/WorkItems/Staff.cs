using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Who has a step: a person, a team's queue, a person on behalf of a team, or a partner over whom a team watches.</summary>
internal readonly record struct Holder(UserId? Owner, TeamId? Team, OrganisationId? Partner = null)
{
    public static Holder Nobody { get; }

    public bool IsNobody => Owner is null && Team is null && Partner is null;
}

/// <summary>
/// The people and teams among whom owners are looked for. In memory and without a clock: who is away was settled when it was read.
/// </summary>
internal sealed partial class Staff(
    IReadOnlyCollection<User> users, IReadOnlyCollection<Team> teams, Availability? availability = null,
    IReadOnlyList<CareTeamMember>? careTeam = null, IReadOnlyList<Organisation>? partners = null, IReadOnlyList<Part2Program>? programs = null,
    IReadOnlySet<UserId>? audience = null)
{
    private static readonly TeamId NoTeam = new(Guid.Empty);

    private readonly IReadOnlyList<Part2Program> _programs = programs ?? [];
    private readonly Availability _availability = availability ?? Availability.Unlimited;
    private readonly Dictionary<UserId, User> _users = users.ToDictionary(u => u.Id);
    private readonly Dictionary<string, Team> _teamsByKey = teams.DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
    private readonly Dictionary<TeamId, Team> _teams = teams.DistinctBy(t => t.Id).ToDictionary(t => t.Id);

    /// <summary>Reads the people, and the teams that the definition names or that a run's facts do.</summary>
    public static async Task<Staff> Read(
        People people, DutyBook duty, WorkflowDefinition definition, ClientId? client, IEnumerable<TeamId> named, CancellationToken ct)
    {
        var targets = TargetsOf(definition).ToList();
        var careTeam = client is { } id && AsksCareTeam(definition) ? await duty.CareTeamOf(id, ct) : [];
        var teams = new List<Team?>();
        foreach (var key in targets.SelectMany(t => new[] { t.Queue, t.Team }).OfType<string>().Distinct())
        {
            teams.Add(await people.Team(key, ct));
        }

        foreach (var team in named.Distinct())
        {
            teams.Add(await people.Team(team, ct));
        }

        return new Staff(await people.Users(ct), [.. teams.OfType<Team>()], await duty.Now(ct), careTeam,
            targets.Any(t => t.IsPartner) ? await duty.Partners(ct) : [], await duty.Programs(ct),
            client is { } about ? await duty.AudienceOf(about, ct) : null);
    }

    /// <summary>Whether who is found depends on the client's care team.</summary>
    public static bool AsksCareTeam(WorkflowDefinition definition) => TargetsOf(definition).Any(t => t.CareTeam is not null);

    /// <summary>
    /// The first of the chain that can take the step: a person who is there, or who stands in for them; a role that such a person
    /// holds; a queue that such a person works on. Null when the whole chain leads to nobody.
    /// </summary>
    /// <param name="now">Who has the step at present.</param>
    /// <param name="spread">Spreads the work over the holders of a role; the same number picks the same person.</param>
    /// <param name="elsewhere">Whether it must be somebody other than who has it now: the one who let it lapse.</param>
    /// <param name="need">What somebody is looked for; null where it is only about being there.</param>
    /// <param name="passed">Gets every place where nobody was found, and why, in the order of the search.</param>
    /// <param name="never">People who never get it, whatever the chain says.</param>
    /// <param name="lies">With which team the step lies, where nobody has it yet; it stays within a program of that team.</param>
    public Holder? Find(
        IReadOnlyList<Target> chain, Facts facts, Holder now, int spread, bool elsewhere = false, Need? need = null,
        List<PassedOver>? passed = null, TeamId? lies = null, IReadOnlySet<UserId>? never = null)
    {
        lies = now.Team ?? lies;
        var search = new Search(this, need, passed ?? [], WallAround(lies), never);
        foreach (var target in chain)
        {
            if (Try(target, facts, now, spread, elsewhere, search) is not { } found)
            {
                continue;
            }

            if (!elsewhere || !IsSame(found, now))
            {
                // What is a program's stays it, with whomever it is.
                return search.Wall is { IsOfProgram: true } && found.Team is null ? found with { Team = lies } : found;
            }

            search.Pass(Passing.SameOwner, found.Owner, found.Owner is null ? found.Team : null);
        }

        return null;
    }

    /// <summary>Who stands in for a person who is away, or has their work by delegation; null when nobody does.</summary>
    public UserId? InsteadOf(UserId person, Need need, List<PassedOver> passed, TeamId? lies = null, IReadOnlySet<UserId>? never = null) =>
        new Search(this, need, passed, WallAround(lies), never).Person(person) is { } found && found != person ? found : null;

    /// <summary>Whether the roles of a person allow work of this kind.</summary>
    public Outside Judge(UserId person, StepKind kind) =>
        Known(person) is { } user ? _availability.Judge(user.Roles, kind) : Outside.Allowed;

    /// <summary>The person was given one step more.</summary>
    public void Gave(Holder holder)
    {
        if (holder.Owner is { } owner)
        {
            _availability.Took(owner);
        }
    }

    private static IEnumerable<Target> TargetsOf(WorkflowDefinition definition) =>
        definition.Steps.SelectMany(s => s.Owner.Concat(s.Escalation.SelectMany(r => r.To)));

    private static bool IsSame(Holder found, Holder now) =>
        found.Owner is null ? now.Owner is null && found.Partner == now.Partner && found.Team == now.Team : found.Owner == now.Owner;

    private Holder? Try(Target target, Facts facts, Holder now, int spread, bool elsewhere, Search search)
    {
        var team = TeamOf(target, facts, now);
        return target switch
        {
            { Person: { } field } => search.Named(facts.Id<UserId>(field)) is { } id ? new Holder(id, team ?? now.Team) : null,
            { Role: { } role } => HolderOf(role, target.IsTenantWide ? null : team ?? NoTeam, spread, elsewhere ? now.Owner : null, search)
                is { } user ? new Holder(user, team ?? now.Team) : null,
            { CareTeam: { } role } => OnCareTeam(role, spread, search) is { } member ? new Holder(member, team ?? now.Team) : null,
            { Queue: { } key } => Queue(_teamsByKey.GetValueOrDefault(key)?.Id, target.OnDuty, spread, search),
            { QueueOf: { } field } => Queue(facts.Id<TeamId>(field), target.OnDuty, spread, search),
            { Organisation: { } key } => Partner(partners?.FirstOrDefault(p => p.Key == key)?.Id, team ?? now.Team, search),
            { OrganisationOf: { } field } => Partner(facts.Id<OrganisationId>(field), team ?? now.Team, search),
            { SupervisorOfOwner: true } => SupervisorOf(now.Owner, search) is { } user ? new Holder(user, now.Team) : null,
            _ => null,
        };
    }

    private TeamId? TeamOf(Target target, Facts facts, Holder now) => target switch
    {
        { Team: { } key } => _teamsByKey.GetValueOrDefault(key)?.Id,
        { TeamOf: { } field } => facts.Id<TeamId>(field) is { } id && _teams.ContainsKey(id) ? id : null,
        { SameTeam: true } => now.Team,
        _ => null,
    };

    // With a team only its members count; the team that is not known has none. Those who are there go before those who have a cover.
    private UserId? HolderOf(string role, TeamId? team, int spread, UserId? passOver, Search search)
    {
        var holders = users
            .Where(u => u.Id != passOver && u.Active && u.Roles.Contains(role))
            .Where(u => team is not { } t || u.Teams.Contains(t))
            .OrderBy(u => u.Id.Value).ToLookup(u => u.Away);
        return search.AnyOf(search.Inside(From(holders[false], spread))) ?? search.AnyOf(search.Inside(holders[true].Select(u => u.Id)))
            ?? search.Nobody(role: role);
    }

    private Holder? Partner(OrganisationId? id, TeamId? watching, Search search)
    {
        if (partners?.Any(p => p.Id == id) != true)
        {
            search.Pass(Passing.Nobody);
            return null;
        }

        // A partner sees nothing here and hears nothing: without somebody here who watches, nobody would ask it.
        var watched = watching is { } team && users.Any(u => IsThere(u) && u.Teams.Contains(team));
        search.PassUnless(watched, Passing.Unwatched, watching ?? NoTeam);
        return watched ? new Holder(null, watching, id) : null;
    }

    private UserId? OnCareTeam(string role, int spread, Search search)
    {
        var members = (careTeam ?? []).Where(m => m.Role == role).Select(m => Known(m.Person)).OfType<User>().OrderBy(u => u.Id.Value);
        return search.AnyOf(From(members, spread)) ?? search.Nobody(role);
    }

    // A queue without a roster needs one member who is there; with one, somebody who is on duty before the step is due.
    private Holder? Queue(TeamId? team, bool onDuty, int spread, Search search)
    {
        if (team is not { } id || !_teams.ContainsKey(id))
        {
            search.Pass(Passing.Nobody, team: team);
            return null;
        }

        if (search.Wall is { } wall && !wall.Holds(id))
        {
            search.Pass(Passing.OutsideProgram, team: team);
            return null;
        }

        if (!IsForAll(id))
        {
            search.Pass(Passing.MayNotSee, team: team);
            return null;
        }

        if (onDuty)
        {
            var onCall = search.Need is { } need ? _availability.OnDuty(id, need, now: true).OrderBy(u => u.Value) : Enumerable.Empty<UserId>();
            var person = search.AnyOf(From(onCall.Select(u => _users.GetValueOrDefault(u)).OfType<User>(), spread));
            search.PassUnless(person is not null, Passing.OffDuty, id);
            return person is null ? null : new Holder(person, id);
        }

        var someone = search.Need is { } when && _availability.KeepsRoster(id)
            ? _availability.OnDuty(id, when, now: when.DueAt <= when.At).Any(u => IsThere(u) && !search.Never(u))
            : users.Any(u => IsThere(u) && !search.Never(u.Id) && u.Teams.Contains(id));
        search.PassUnless(someone, _availability.KeepsRoster(id) ? Passing.OffDuty : Passing.Nobody, id);
        return someone ? new Holder(null, id) : null;
    }

    // Up the line until somebody is there, or stands in; a circle of supervisors ends where it began.
    private UserId? SupervisorOf(UserId? owner, Search search)
    {
        var seen = new HashSet<UserId>();
        for (var next = Known(owner)?.Supervisor; next is { } id && id != owner && seen.Add(id); next = Known(id)?.Supervisor)
        {
            if (search.Person(id) is { } found && found != owner)
            {
                return found;
            }
        }

        return search.Nobody();
    }

    // The same order for everybody, beginning elsewhere for each run.
    private static IEnumerable<UserId> From(IEnumerable<User> those, int spread)
    {
        var all = those.Select(u => u.Id).ToList();
        var first = all.Count == 0 ? 0 : (int)((uint)spread % (uint)all.Count);
        return all.Skip(first).Concat(all.Take(first));
    }

    private User? Known(UserId? id) => id is { } user ? _users.GetValueOrDefault(user) : null;

    private bool IsThere(UserId id) => _users.TryGetValue(id, out var user) && IsThere(user);

    private static bool IsThere(User user) => user.Active && !user.Away;
}
