using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Which kinds of work one role may do.</summary>
internal sealed record RoleBoundary(string Role, IReadOnlyList<StepKind> Kinds);

/// <summary>Which kinds of work the roles may do, and what happens outside.</summary>
[View<BoundarySettings>("RoleBoundaries")]
internal static class BoundarySettingsView
{
    /// <summary>What happens to a step outside the boundary of whoever is to get it.</summary>
    public static Outside Outside(BoundarySettings settings) => settings.Outside;

    /// <summary>The roles that have a boundary, by key.</summary>
    public static IReadOnlyList<RoleBoundary> Roles(BoundarySettings settings) =>
        [.. settings.Kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => new RoleBoundary(k.Key, [.. k.Value.Order()]))];

    /// <summary>Counts changes; 0 while nothing was ever set. Send it back as expectedVersion.</summary>
    public static int Version(BoundarySettings settings) => settings.Version;
}

/// <summary>Which kinds of work one role may do.</summary>
[View<RoleBoundary>]
internal static class RoleBoundaryView
{
    /// <summary>Key of the role.</summary>
    public static string Role(RoleBoundary boundary) => boundary.Role;

    /// <summary>The kinds of work that it may do.</summary>
    public static IReadOnlyList<StepKind> Kinds(RoleBoundary boundary) => boundary.Kinds;
}
