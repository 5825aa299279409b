namespace CarePlatform.Platform;

/// <summary>
/// Who is acting: a signed-in person, an API client or somebody with a one-time link, with what they may do; or the system on its
/// own account.
/// </summary>
/// <param name="User">Null when no person is known: a machine, a link, or the system by itself (a timer, a reaction).</param>
/// <param name="Name">For the audit trail and histories.</param>
/// <param name="Roles">Keys of the roles held, such as <c>supervisor</c>.</param>
/// <param name="Teams">The teams the person belongs to.</param>
/// <param name="Permissions">Permission to how far it reaches; the widest over all roles.</param>
public sealed record Actor(
    UserId? User,
    string Name,
    IReadOnlySet<string> Roles,
    IReadOnlySet<TeamId> Teams,
    IReadOnlyDictionary<string, Reach> Permissions)
{
    // Before the actor below, which is made with it.
    private static readonly IReadOnlySet<TeamId> NoTeams = new HashSet<TeamId>();

    /// <summary>The platform itself: timers, reactions and imports act as this.</summary>
    public static Actor System { get; } = new(
        null, "system", new HashSet<string>(), new HashSet<TeamId>(), new Dictionary<string, Reach>())
    { IsSystem = true };

    /// <summary>Whether this is the platform itself. Only then does a missing permission not matter.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>The partner organisation for which somebody acts; null for the tenant's own people and machines.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>The API client that acts; null when no machine does.</summary>
    public ApiClientId? Client { get; init; }

    /// <summary>Whether this is the program of a sandbox, which may act as the sandbox's synthetic people.</summary>
    internal bool ActsAsPeople { get; init; }

    /// <summary>
    /// The teams of programs under 42 CFR Part 2 in which the person does not work: what lies with them is not theirs to know of. Empty where the tenant
    /// has no program, and for partners, who are shown nothing by team.
    /// </summary>
    public IReadOnlySet<TeamId> ClosedTeams { get; init; } = NoTeams;

    /// <summary>The team of a program under 42 CFR Part 2 where the person works in programs alone: what they take in is the program's.</summary>
    public TeamId? ProgramTeam { get; init; }

    /// <summary>The one-time link through which somebody acts; null otherwise.</summary>
    public OneTimeLinkId? Link { get; init; }

    /// <summary>What an API client may spend on operations; null where the usual budget holds.</summary>
    public ApiBudget? Budget { get; init; }

    /// <summary>The bounds of an auditor, who looks and changes nothing; null for everybody else.</summary>
    public AuditorBounds? Auditor { get; init; }

    /// <summary>The wire id of whoever acts, which tells actors of a tenant apart; null for the system.</summary>
    public string? Id => User?.ToString() ?? Client?.ToString() ?? Link?.ToString();

    /// <summary>How far <paramref name="permission"/> reaches for this actor; the system reaches the whole tenant.</summary>
    public Reach ReachOf(string permission) => IsSystem ? Reach.Tenant : Permissions.GetValueOrDefault(permission, Reach.None);

    /// <summary>Somebody of whom nothing is known but a name, and who may do nothing: whoever tries to sign in.</summary>
    internal static Actor Unknown(string name) =>
        new(null, name, new HashSet<string>(), new HashSet<TeamId>(), new Dictionary<string, Reach>());
}

/// <summary>What an API client may spend on operations.</summary>
/// <param name="Capacity">The most at once, in the API's costs.</param>
/// <param name="PerSecond">What comes back in a second.</param>
public sealed record ApiBudget(double Capacity, double PerSecond);
