using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>The boundaries of roles with which a care model begins.</summary>
/// <param name="Source">Where the matrix comes from, for whoever weighs whether to keep it.</param>
/// <param name="Outside">What happens to work outside.</param>
/// <param name="Roles">The kinds of work by role.</param>
internal sealed record BoundaryRecipe(string Source, Outside Outside, IReadOnlyDictionary<string, IReadOnlyList<StepKind>> Roles);

/// <summary>Gives a tenant the boundaries of its care model to begin with. What the tenant has set itself is left alone.</summary>
internal sealed class InstallBoundaries(CoordinationDb db, TenantClock clock) : ITenantDefaults
{
    public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
    {
        if (recipe.For<CoordinationRecipe>("coordination")?.Boundaries is not { } boundaries || await db.BoundarySettings.AnyAsync(ct))
        {
            return;
        }

        if (boundaries.Roles.Keys.FirstOrDefault(k => recipe.Roles.All(r => r.Key != k)) is { } unknown)
        {
            throw new RecipeException(recipe.Key, $"Its boundaries name the role \"{unknown}\", which it does not have.");
        }

        var settings = new BoundarySettings { Id = Guid.CreateVersion7(clock.GetUtcNow()) };
        settings.Change(boundaries.Outside, boundaries.Roles.ToDictionary(r => r.Key, IReadOnlySet<StepKind> (r) => r.Value.ToHashSet()));
        db.Add(settings);
    }
}
