using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// What lies with a team of a program under 42 CFR Part 2 stays with its people, and with whom the organisation says to have administrative
/// control over it (2.12(c)(3)): that somebody waits there says what they seek. What is about a client whose record is for named people goes to them.
/// </summary>
internal sealed partial class Staff
{
    /// <summary>Whether the team belongs to a program.</summary>
    public bool IsOfProgram(TeamId? team) => WallAround(team) is { IsOfProgram: true };

    /// <summary>Whether whoever has a step may see whom it is about: a queue, when everybody of it may.</summary>
    public bool MaySee(Holder holder) => audience is null || holder.Partner is not null
        || (holder.Owner is { } owner ? audience.Contains(owner) : holder.Team is not { } team || IsForAll(team));

    private bool IsForAll(TeamId team) => audience is null || users.Where(u => u.Active && u.Teams.Contains(team)).All(u => audience.Contains(u.Id));

    /// <summary>The team that the first place of a chain names, with which a step lies before anybody has it; null where it names none.</summary>
    public TeamId? TeamOf(IReadOnlyList<Target> chain, Facts facts) => chain is not [var first, ..] ? null
        : first.Queue is { } key ? _teamsByKey.GetValueOrDefault(key)?.Id
        : first.QueueOf is { } field ? facts.Id<TeamId>(field)
        : TeamOf(first, facts, Holder.Nobody);

    /// <summary>
    /// When a chain led to nobody. Of a program: the queue of the team, if somebody else of it is there, or of another team of the program; else
    /// whoever has administrative control. Of a record that is for named people: one of them. Null for any other step, and where nobody can take it.
    /// </summary>
    public Holder? Within(TeamId? lies, Holder now, Need? need, List<PassedOver> passed, IReadOnlySet<UserId>? never = null)
    {
        if (WallAround(lies) is not { } wall)
        {
            return null;
        }

        var queue = wall.Teams.OrderByDescending(t => t == lies).ThenBy(t => t.Value)
            .Where(t => (now.Owner is not null || now.Team != t) && users.Any(u => IsThere(u) && u.Id != now.Owner && never?.Contains(u.Id) is not true && u.Teams.Contains(t)) && IsForAll(t))
            .Select(t => (TeamId?)t).FirstOrDefault();
        if (queue is not null)
        {
            return new Holder(null, queue);
        }

        var others = wall.IsOfProgram ? wall.Control : users.Where(wall.Sees).Select(u => u.Id).OrderBy(u => u.Value);
        return new Search(this, need, passed, wall, never).AnyOf(others.Where(u => u != now.Owner)) is { } person ? new Holder(person, lies) : null;
    }

    private Wall? WallAround(TeamId? team)
    {
        var around = team is { } lies ? _programs.Where(p => p.Teams.Contains(lies)).ToList() : [];
        return around.Count > 0 || audience is not null ? new Wall(around, audience) : null;
    }

    /// <summary>The people among whom a step stays: those of a program, those for whom a record is, or who are both.</summary>
    private sealed class Wall(IReadOnlyList<Part2Program> programs, IReadOnlySet<UserId>? audience)
    {
        public bool IsOfProgram => programs.Count > 0;

        public IEnumerable<TeamId> Teams => programs.SelectMany(p => p.Teams).Distinct();

        public IEnumerable<UserId> Control => programs.SelectMany(p => p.AdministrativeControl ?? []).Distinct();

        public bool Holds(TeamId team) => !IsOfProgram || Teams.Contains(team);

        public bool Holds(User user) => !IsOfProgram || IsOwn(user) || Control.Contains(user.Id);

        /// <summary>Whether the person may see whom the step is about.</summary>
        public bool Sees(User user) => audience?.Contains(user.Id) is not false;

        /// <summary>Whether the person works in the program.</summary>
        public bool IsOwn(User user) => Teams.Any(user.Teams.Contains);
    }
}
