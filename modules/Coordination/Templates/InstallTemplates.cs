using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>What a recipe says of Coordination.</summary>
/// <param name="Templates">Keys of the platform's workflow templates that the care model has; all that fit it when left out.</param>
/// <param name="Boundaries">Which kinds of work its roles do.</param>
internal sealed record CoordinationRecipe(IReadOnlyList<string>? Templates = null, BoundaryRecipe? Boundaries = null);

/// <summary>
/// Gives a tenant the platform's templates for its care model, in force at once. Repeating it changes nothing; a newer default
/// takes the place of an older one, while a template that the tenant has published itself, or taken out of force, is left alone.
/// </summary>
internal sealed class InstallTemplates(CoordinationDb db, TenantClock clock) : ITenantDefaults
{
    public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
    {
        var wanted = recipe.For<CoordinationRecipe>("coordination")?.Templates;
        var shipped = DefaultTemplate.For(recipe.Key).ToList();
        if (wanted?.FirstOrDefault(k => shipped.All(t => t.Definition.Key != k)) is { } unknown)
        {
            throw new RecipeException(recipe.Key, $"There is no workflow template \"{unknown}\" for it.");
        }

        foreach (var template in shipped.Where(t => wanted?.Contains(t.Definition.Key!) ?? true))
        {
            await Install(template, ct);
        }
    }

    private async Task Install(DefaultTemplate shipped, CancellationToken ct)
    {
        var revisions = await db.Templates.Where(t => t.Key == shipped.Definition.Key).ToListAsync(ct);
        var inForce = revisions.FirstOrDefault(t => t.State is TemplateState.Published);
        if (KeyStandings.Of(revisions.Select(t => (t.State, t.DefaultNumber))) is not KeyStanding.Platform || revisions.Any(t => t.DefaultNumber >= shipped.Number))
        {
            return;
        }

        var now = clock.GetUtcNow();
        inForce?.Retire(now);
        db.Add(WorkflowTemplate.Default(
            shipped.Definition, shipped.Number, revisions.Select(t => t.Revision).DefaultIfEmpty().Max() + 1, now));
    }
}
