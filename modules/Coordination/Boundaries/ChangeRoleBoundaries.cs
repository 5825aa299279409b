using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Says which kinds of work each role may do, and whether a step outside is refused, flagged or let pass. It holds for whoever is
/// given a step from now on.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.duty")]
internal static class ChangeRoleBoundaries
{
    /// <param name="Outside">What happens to a step outside the boundary of whoever is to get it.</param>
    /// <param name="Roles">The whole matrix; a role that is not named has no boundary.</param>
    /// <param name="ExpectedVersion">The version that was seen; 0 while nothing was ever set.</param>
    public sealed record Input(Outside Outside, IReadOnlyList<Role> Roles, int? ExpectedVersion = null);

    /// <summary>The boundary of one role.</summary>
    /// <param name="Key">Key of the role.</param>
    /// <param name="Kinds">The kinds of work that it may do.</param>
    public sealed record Role(string Key, IReadOnlyList<StepKind> Kinds);

    /// <summary>Nobody holds the role, and it has no boundary yet, so that it may well be a slip.</summary>
    /// <param name="Role">The key that was sent.</param>
    public sealed record UnknownRole(string Role) : Refusal(
        "coordination.unknown_role", $"Nobody who is active holds the role \"{Role}\". Check its key.", "input.roles");

    public static async Task<Outcome<BoundarySettings>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.ReachOf("coordination.duty") is not (Reach.Organisation or Reach.Tenant))
        {
            return new NotFound("input");
        }

        if (input.Roles.GroupBy(r => r.Key).Any(r => r.Count() > 1))
        {
            return new InvalidInput("input.roles", "A role is named twice; name each once with all its kinds.");
        }

        var known = (await people.Users(ct)).Where(u => u.Active).SelectMany(u => u.Roles).ToHashSet(StringComparer.Ordinal);
        var settings = await db.BoundarySettings.FirstOrDefaultAsync(ct);
        if (input.Roles.FirstOrDefault(r => !known.Contains(r.Key) && settings?.Kinds.ContainsKey(r.Key) is not true) is { } unknown)
        {
            return new UnknownRole(unknown.Key);
        }

        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new BoundarySettings { Id = Guid.CreateVersion7(clock.GetUtcNow()) };
            db.Add(settings);
        }

        settings.Change(input.Outside, input.Roles.ToDictionary(r => r.Key, IReadOnlySet<StepKind> (r) => r.Kinds.ToHashSet()));
        return settings;
    }
}
