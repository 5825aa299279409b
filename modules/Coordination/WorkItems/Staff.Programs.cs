using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// What lies with a team of a program under 42 CFR Part 2 stays with its people, and with whom the organisation says to have administrative
/// control over it (2.12(c)(3)): that somebody waits there says what they seek.
/// </summary>
internal sealed partial class Staff
{
    /// <summary>Whether the team belongs to a program.</summary>
    public bool IsOfProgram(TeamId? team) => Wall.Of(_programs, team) is not null;

    /// <summary>The team that the first place of a chain names, with which a step lies before anybody has it; null where it names none.</summary>
    public TeamId? TeamOf(IReadOnlyList<Target> chain, Facts facts) => chain is not [var first, ..] ? null
        : first.Queue is { } key ? _teamsByKey.GetValueOrDefault(key)?.Id
        : first.QueueOf is { } field ? facts.Id<TeamId>(field)
        : TeamOf(first, facts, Holder.Nobody);

    /// <summary>
    /// When a chain led to nobody of the program: the queue of the team, if somebody else of it is there, or of another team of the program; else
    /// whoever has administrative control. Null for any other team, and where nobody can take it.
    /// </summary>
    public Holder? OfProgram(TeamId? lies, Holder now, Need? need, List<PassedOver> passed)
    {
        if (Wall.Of(_programs, lies) is not { } wall || lies is not { } own)
        {
            return null;
        }

        var queue = wall.Teams.OrderByDescending(t => t == own).ThenBy(t => t.Value)
            .Where(t => (now.Owner is not null || now.Team != t) && users.Any(u => IsThere(u) && u.Id != now.Owner && u.Teams.Contains(t)))
            .Select(t => (TeamId?)t).FirstOrDefault();
        var search = new Search(this, need, passed, wall);
        return queue is not null ? new Holder(null, queue)
            : search.AnyOf(wall.Control.Where(u => u != now.Owner)) is { } person ? new Holder(person, own)
            : null;
    }

    /// <summary>The people among whom work of a program stays.</summary>
    private sealed class Wall(IReadOnlyList<Part2Program> programs)
    {
        public IEnumerable<TeamId> Teams => programs.SelectMany(p => p.Teams).Distinct();

        public IEnumerable<UserId> Control => programs.SelectMany(p => p.AdministrativeControl ?? []).Distinct();

        /// <summary>The wall around what lies with this team; null where there is none.</summary>
        public static Wall? Of(IReadOnlyList<Part2Program> programs, TeamId? team) =>
            team is { } lies && programs.Any(p => p.Teams.Contains(lies)) ? new Wall([.. programs.Where(p => p.Teams.Contains(lies))]) : null;

        public bool Holds(TeamId team) => Teams.Contains(team);

        public bool Holds(User user) => IsOwn(user) || Control.Contains(user.Id);

        /// <summary>Whether the person works in the program.</summary>
        public bool IsOwn(User user) => Teams.Any(user.Teams.Contains);
    }
}
