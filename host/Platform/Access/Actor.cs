namespace CarePlatform.Platform;

/// <summary>Who is acting: a signed-in person with what they may do, or the system on its own account.</summary>
/// <param name="User">Null when the system acts by itself (a timer, a reaction).</param>
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
    /// <summary>The platform itself: timers, reactions and imports act as this.</summary>
    public static Actor System { get; } = new(
        null, "system", new HashSet<string>(), new HashSet<TeamId>(), new Dictionary<string, Reach>()) { IsSystem = true };

    /// <summary>Whether this is the platform itself. Only then does a missing permission not matter.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>The partner organisation for which somebody acts; null for the tenant's own people and machines.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>How far <paramref name="permission"/> reaches for this actor; the system reaches the whole tenant.</summary>
    public Reach ReachOf(string permission) => IsSystem ? Reach.Tenant : Permissions.GetValueOrDefault(permission, Reach.None);
}
