namespace CarePlatform.Platform;

/// <summary>What people may be allowed, and what a change of that would mean.</summary>
[Query, Requires("platform.people")]
internal static class RoleQueries
{
    /// <summary>All roles by key, those that were retired as well.</summary>
    public static async Task<IReadOnlyList<Role>> Roles(RoleBook book, CancellationToken ct)
    {
        var now = await book.Read(ct);
        return [.. now.Roles.OrderBy(r => r.Key, StringComparer.Ordinal)];
    }

    /// <summary>Everything that a role can allow.</summary>
    public static IReadOnlyList<PermissionDeclaration> Permissions(ScopeCatalog permissions) => permissions.All;

    /// <summary>
    /// Who would gain or lose what if a role allowed exactly this, were retired, given to somebody or taken from somebody; nothing is
    /// changed. Whether the caller may make the change is another question, which the mutation answers.
    /// </summary>
    /// <param name="role">Key of the role; a key that is not there yet stands for a new role.</param>
    /// <param name="permissions">What it would allow; as it is now when left out.</param>
    /// <param name="retire">Whether it would be retired.</param>
    /// <param name="giveTo">The people who would be given it.</param>
    /// <param name="takeFrom">The people from whom it would be taken.</param>
    public static async Task<RoleChange> PreviewRole(
        string role, IReadOnlyList<Grant>? permissions, bool? retire, IReadOnlyList<UserId>? giveTo, IReadOnlyList<UserId>? takeFrom,
        RoleBook book, CancellationToken ct)
    {
        var now = await book.Read(ct);
        var after = permissions is null
            ? now
            : now.With((now.Find(role) ?? new Role(role, role, new Dictionary<string, Reach>(), new HashSet<string>(), null, 1)) with
            {
                Permissions = permissions.GroupBy(p => p.Permission).ToDictionary(g => g.Key, g => g.Max(p => p.Reach), StringComparer.Ordinal),
            });
        foreach (var holder in (giveTo ?? []).Select(after.Find).OfType<RoleHolder>().ToList())
        {
            after = after.With(holder with { Roles = holder.Roles.Append(role).ToHashSet(StringComparer.Ordinal) });
        }

        foreach (var holder in (takeFrom ?? []).Select(after.Find).OfType<RoleHolder>().ToList())
        {
            after = after.With(holder with { Roles = holder.Roles.Where(r => r != role).ToHashSet(StringComparer.Ordinal) });
        }

        return RoleChange.Between(role, now, retire == true ? after.WithoutHoldersOf(role) : after);
    }
}

/// <summary>Something that people can be: what its holders may do.</summary>
[View<Role>]
internal static class RoleView
{
    /// <summary>The name by which it is given, such as <c>supervisor</c>.</summary>
    public static string Key(Role role) => role.Key;

    /// <summary>What staff call it.</summary>
    public static string Title(Role role) => role.Title;

    /// <summary>What its holders may do, and how far.</summary>
    public static IReadOnlyList<Grant> Permissions(Role role) =>
        [.. role.Permissions.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new Grant(p.Key, p.Value))];

    /// <summary>Roles that its holders may give, although they do not hold all that these allow.</summary>
    public static IReadOnlyList<string> Gives(Role role) => [.. role.Gives.Order(StringComparer.Ordinal)];

    /// <summary>The people who hold it, also those who cannot sign in at present.</summary>
    public static async Task<IReadOnlyList<User>> Holders(Role role, People people, CancellationToken ct) =>
        [.. (await people.Everybody(ct)).Where(u => u.Roles.Contains(role.Key)).OrderBy(u => u.Name, StringComparer.Ordinal)];

    /// <summary>When it was retired; null while it can be given.</summary>
    public static DateTimeOffset? RetiredAt(Role role) => role.RetiredAt;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(Role role) => role.Version;
}

/// <summary>Something that a role allows.</summary>
[View<Grant>]
internal static class GrantView
{
    /// <summary>Module and verb, such as <c>intake.read</c>.</summary>
    public static string Permission(Grant grant) => grant.Permission;

    /// <summary>How far it reaches.</summary>
    public static Reach Reach(Grant grant) => grant.Reach;
}

/// <summary>What a change of roles means for people.</summary>
[View<RoleChange>]
internal static class RoleChangeView
{
    /// <summary>Key of the role.</summary>
    public static string Role(RoleChange change) => change.Role;

    /// <summary>What people may do more or further.</summary>
    public static IReadOnlyList<PermissionChange> Gains(RoleChange change) => change.Gains;

    /// <summary>What people may do no more, or less far.</summary>
    public static IReadOnlyList<PermissionChange> Loses(RoleChange change) => change.Loses;
}

/// <summary>What somebody may do more or less than before.</summary>
[View<PermissionChange>]
internal static class PermissionChangeView
{
    /// <summary>Whose permission it is.</summary>
    public static UserId User(PermissionChange change) => change.User;

    /// <summary>Module and verb, such as <c>intake.read</c>.</summary>
    public static string Permission(PermissionChange change) => change.Permission;

    /// <summary>How far it reached.</summary>
    public static Reach Before(PermissionChange change) => change.Before;

    /// <summary>How far it reaches then.</summary>
    public static Reach After(PermissionChange change) => change.After;
}
