using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Who has a step: a person, a team's queue, or a person on behalf of a team.</summary>
internal readonly record struct Holder(UserId? Owner, TeamId? Team)
{
    public static Holder Nobody { get; }

    public bool IsNobody => Owner is null && Team is null;
}

/// <summary>
/// The people and teams among whom owners are looked for. In memory and without a clock: who is away was settled when it was read.
/// </summary>
internal sealed class Staff(IReadOnlyCollection<User> users, IReadOnlyCollection<Team> teams)
{
    private static readonly TeamId NoTeam = new(Guid.Empty);

    private readonly Dictionary<UserId, User> _users = users.ToDictionary(u => u.Id);
    private readonly Dictionary<string, Team> _teamsByKey = teams.DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
    private readonly Dictionary<TeamId, Team> _teams = teams.DistinctBy(t => t.Id).ToDictionary(t => t.Id);

    /// <summary>Reads the people, and the teams that the definition names or that a run's facts do.</summary>
    public static async Task<Staff> Read(People people, WorkflowDefinition definition, IEnumerable<TeamId> named, CancellationToken ct)
    {
        var targets = definition.Steps.SelectMany(s => s.Owner.Concat(s.Escalation.SelectMany(r => r.To)));
        var teams = new List<Team?>();
        foreach (var key in targets.SelectMany(t => new[] { t.Queue, t.Team }).OfType<string>().Distinct())
        {
            teams.Add(await people.Team(key, ct));
        }

        foreach (var id in named.Distinct())
        {
            teams.Add(await people.Team(id, ct));
        }

        return new Staff(await people.Users(ct), [.. teams.OfType<Team>()]);
    }

    /// <summary>
    /// The first of the chain that is there: a person who is active and not away, a role that such a person holds, a queue that
    /// such a person works on. Null when the whole chain leads to nobody.
    /// </summary>
    /// <param name="now">Who has the step at present.</param>
    /// <param name="spread">Spreads the work over the holders of a role; the same number picks the same person.</param>
    /// <param name="elsewhere">Whether it must be somebody other than who has it now: the one who let it lapse.</param>
    public Holder? Find(IReadOnlyList<Target> chain, Facts facts, Holder now, int spread, bool elsewhere = false)
    {
        foreach (var target in chain)
        {
            if (Try(target, facts, now, spread, elsewhere) is { } found && !(elsewhere && IsSame(found, now)))
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsSame(Holder found, Holder now) =>
        found.Owner is null ? now.Owner is null && found.Team == now.Team : found.Owner == now.Owner;

    private Holder? Try(Target target, Facts facts, Holder now, int spread, bool elsewhere)
    {
        var team = TeamOf(target, facts, now);
        return target switch
        {
            { Person: { } field } => facts.Id<UserId>(field) is { } id && IsThere(id) ? new Holder(id, team ?? now.Team) : null,
            { Role: { } role } => HolderOf(role, target.IsTenantWide ? null : team ?? NoTeam, spread, elsewhere ? now.Owner : null)
                is { } user ? new Holder(user.Id, team ?? now.Team) : null,
            { Queue: { } key } => Queue(_teamsByKey.GetValueOrDefault(key)?.Id),
            { QueueOf: { } field } => Queue(facts.Id<TeamId>(field)),
            { SupervisorOfOwner: true } => SupervisorOf(now.Owner) is { } user ? new Holder(user.Id, now.Team) : null,
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

    // With a team only its members count; the team that is not known has none.
    private User? HolderOf(string role, TeamId? team, int spread, UserId? passOver)
    {
        var holders = users
            .Where(u => IsThere(u) && u.Id != passOver && u.Roles.Contains(role))
            .Where(u => team is not { } t || u.Teams.Contains(t))
            .OrderBy(u => u.Id.Value).ToList();
        return holders.Count == 0 ? null : holders[(int)((uint)spread % (uint)holders.Count)];
    }

    private Holder? Queue(TeamId? team) =>
        team is { } id && _teams.ContainsKey(id) && users.Any(u => IsThere(u) && u.Teams.Contains(id)) ? new Holder(null, id) : null;

    // Up the line until somebody is there; a circle of supervisors ends where it began.
    private User? SupervisorOf(UserId? owner)
    {
        var seen = new HashSet<UserId>();
        for (var next = Known(owner)?.Supervisor; next is { } id && id != owner && seen.Add(id); next = Known(id)?.Supervisor)
        {
            if (IsThere(id))
            {
                return _users[id];
            }
        }

        return null;
    }

    private User? Known(UserId? id) => id is { } user ? _users.GetValueOrDefault(user) : null;

    private bool IsThere(UserId id) => _users.TryGetValue(id, out var user) && IsThere(user);

    private static bool IsThere(User user) => user.Active && !user.Away;
}
