namespace CarePlatform.Platform;

/// <summary>Somebody who can sign in, as far as roles are concerned.</summary>
/// <param name="Active">Whether they can at present.</param>
/// <param name="IsPartner">Whether they sign in for a partner organisation.</param>
internal sealed record RoleHolder(UserId Id, bool Active, bool IsPartner, IReadOnlySet<string> Roles);

/// <summary>
/// Who holds which roles and what these allow, at one moment: what changes are tried on before they are made. In memory and without
/// side effects.
/// </summary>
internal sealed class Entitlements(IEnumerable<Role> roles, IEnumerable<RoleHolder> holders)
{
    /// <summary>Without these nobody could mend what went wrong: of each there must be a holder.</summary>
    public static readonly IReadOnlyList<string> Administration = ["platform.administer", "platform.people", "platform.roles", "platform.secure"];

    private readonly Dictionary<string, Role> _roles = roles.ToDictionary(r => r.Key, StringComparer.Ordinal);
    private readonly Dictionary<UserId, RoleHolder> _holders = holders.ToDictionary(h => h.Id);

    /// <summary>All roles, retired ones included.</summary>
    public IReadOnlyCollection<Role> Roles => _roles.Values;

    /// <summary>Everybody who can sign in at present.</summary>
    public IEnumerable<UserId> People => _holders.Values.Where(h => h.Active).Select(h => h.Id);

    /// <summary>The role with this key; null when there is none.</summary>
    public Role? Find(string role) => _roles.GetValueOrDefault(role);

    /// <summary>Whoever has this id, active or not; null when there is nobody.</summary>
    public RoleHolder? Find(UserId user) => _holders.GetValueOrDefault(user);

    /// <summary>What somebody may do now: the widest over all roles, and nothing while they cannot sign in.</summary>
    public IReadOnlyDictionary<string, Reach> Of(UserId user) => Find(user) is { Active: true } holder
        ? holder.Roles.Select(r => _roles.GetValueOrDefault(r)).OfType<Role>().SelectMany(r => r.Permissions)
            .GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => holder.IsPartner && g.Max() > Reach.Organisation ? Reach.Organisation : g.Max(), StringComparer.Ordinal)
        : new Dictionary<string, Reach>();

    /// <summary>Parts of the administration that somebody here holds for the whole tenant and nobody would hold afterwards.</summary>
    public IReadOnlyList<string> AdministrationLostIn(Entitlements after) =>
        [.. Administration.Where(p => IsHeld(p) && !after.IsHeld(p))];

    /// <summary>The same with this role as it is given here.</summary>
    public Entitlements With(Role role) => new(_roles.Values.Where(r => r.Key != role.Key).Append(role), _holders.Values);

    /// <summary>The same where nobody holds this role.</summary>
    public Entitlements WithoutHoldersOf(string role) =>
        new(_roles.Values, _holders.Values.Select(h => h with { Roles = h.Roles.Where(r => r != role).ToHashSet(StringComparer.Ordinal) }));

    /// <summary>The same with somebody who has these roles, or can sign in or not.</summary>
    public Entitlements With(RoleHolder holder) => new(_roles.Values, _holders.Values.Where(h => h.Id != holder.Id).Append(holder));

    private bool IsHeld(string permission) =>
        _holders.Values.Any(h => h is { Active: true, IsPartner: false } && Of(h.Id).GetValueOrDefault(permission) is Reach.Tenant);
}
