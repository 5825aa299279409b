namespace CarePlatform.Platform;

/// <summary>A role as data: what its holders may do, and which roles they are entrusted with giving to others.</summary>
/// <param name="Key">Such as <c>supervisor</c>.</param>
/// <param name="Title">What staff call it.</param>
/// <param name="Permissions">How far each permission reaches.</param>
/// <param name="Gives">Keys of roles that its holders may give, although they do not hold all that these allow.</param>
/// <param name="RetiredAt">When it was retired; null while it can be given.</param>
/// <param name="Version">Grows with each change.</param>
internal sealed record Role(
    string Key, string Title, IReadOnlyDictionary<string, Reach> Permissions, IReadOnlySet<string> Gives, DateTimeOffset? RetiredAt, int Version);

/// <summary>Something that a role allows.</summary>
/// <param name="Permission">Module and verb, such as <c>intake.read</c>.</param>
/// <param name="Reach">How far: to the holder's own work, to that of their teams, to their organisation's, or to everything.</param>
public sealed record Grant(string Permission, Reach Reach);

/// <summary>What somebody may do more or less than before.</summary>
/// <param name="User">Whose permission it is.</param>
/// <param name="Permission">Module and verb.</param>
/// <param name="Before">How far it reached.</param>
/// <param name="After">How far it reaches then.</param>
public sealed record PermissionChange(UserId User, string Permission, Reach Before, Reach After);

/// <summary>What a change of roles means for the people who hold them.</summary>
/// <param name="Role">Key of the role.</param>
/// <param name="Gains">What people may do more or further.</param>
/// <param name="Loses">What people may do no more, or less far.</param>
public sealed record RoleChange(string Role, IReadOnlyList<PermissionChange> Gains, IReadOnlyList<PermissionChange> Loses)
{
    /// <summary>The way from one state of affairs to another.</summary>
    internal static RoleChange Between(string role, Entitlements before, Entitlements after)
    {
        var changes = before.People.Union(after.People).OrderBy(p => p.Value).SelectMany(p => Of(p, before.Of(p), after.Of(p))).ToList();
        return new RoleChange(role, [.. changes.Where(c => c.After > c.Before)], [.. changes.Where(c => c.After < c.Before)]);
    }

    private static IEnumerable<PermissionChange> Of(UserId user, IReadOnlyDictionary<string, Reach> before, IReadOnlyDictionary<string, Reach> after) =>
        before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(p => new PermissionChange(user, p, before.GetValueOrDefault(p), after.GetValueOrDefault(p)));
}
