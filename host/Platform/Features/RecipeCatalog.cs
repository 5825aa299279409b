using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>
/// The recipes that the product ships. Each is checked against what the modules declare: a recipe that names anything unknown
/// stops the start.
/// </summary>
internal sealed class RecipeCatalog
{
    private const string Prefix = "CarePlatform.Recipes.";

    private readonly Dictionary<string, Recipe> _recipes;

    /// <exception cref="RecipeException">Says which recipe is at fault, and everything that is.</exception>
    public RecipeCatalog(IEnumerable<Recipe> recipes, IReadOnlyList<IModule> modules, FeatureCatalog features)
    {
        _recipes = recipes.ToDictionary(r => r.Key, StringComparer.Ordinal);
        foreach (var recipe in _recipes.Values)
        {
            var problems = Problems(recipe, modules, features).ToList();
            if (problems.Count > 0)
            {
                throw new RecipeException(recipe.Key, string.Join(" ", problems));
            }
        }
    }

    /// <summary>All of them, by title.</summary>
    public IReadOnlyList<Recipe> All => [.. _recipes.Values.OrderBy(r => r.Title, StringComparer.Ordinal)];

    /// <summary>The recipe with this key, or null.</summary>
    public Recipe? Find(string key) => _recipes.GetValueOrDefault(key);

    /// <summary>Reads the recipes that are built into the platform.</summary>
    public static IReadOnlyList<Recipe> ReadShipped() =>
    [
        .. from resource in typeof(RecipeCatalog).Assembly.GetManifestResourceNames()
           where resource.StartsWith(Prefix, StringComparison.Ordinal)
           select Read(Path.GetFileNameWithoutExtension(resource[Prefix.Length..]), resource),
    ];

    /// <summary>Reads one recipe strictly; its key must be its file's name.</summary>
    public static Recipe Parse(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<Recipe>(json, StrictJson.Options)!;
            return recipe.Key == name ? recipe : throw new RecipeException(name, $"Its key is \"{recipe.Key}\"; it must be the file's name.");
        }
        catch (JsonException unreadable)
        {
            throw new RecipeException(name, unreadable.Message);
        }
    }

    private static Recipe Read(string name, string resource)
    {
        using var stream = typeof(RecipeCatalog).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Parse(name, bytes.ToArray());
    }

    private static IEnumerable<string> Problems(Recipe recipe, IReadOnlyList<IModule> modules, FeatureCatalog features)
    {
        var permissions = modules.SelectMany(m => m.Permissions).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var feature in recipe.Features.Where(f => !features.Knows(f)))
        {
            yield return $"It turns on the feature \"{feature}\", which no module declares.";
        }

        var on = recipe.Features.ToHashSet(StringComparer.Ordinal);
        foreach (var missing in recipe.Features.Where(features.Knows).SelectMany(features.WithNeeds).Where(f => !on.Contains(f)).Distinct())
        {
            yield return $"It must turn on \"{missing}\" as well, because another of its features needs it.";
        }

        foreach (var (role, permission) in recipe.Roles.SelectMany(r => r.Permissions.Keys.Select(p => (r.Key, p))))
        {
            if (!permissions.Contains(permission))
            {
                yield return $"Its role \"{role}\" is allowed \"{permission}\", which no module declares.";
            }
        }

        var roles = recipe.Roles.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (role, given) in recipe.Roles.SelectMany(r => (r.Gives ?? []).Where(g => !roles.Contains(g)).Select(g => (r.Key, g))))
        {
            yield return $"Its role \"{role}\" gives the role \"{given}\", which it does not have.";
        }

        foreach (var key in recipe.Roles.Select(r => r.Key).Concat(recipe.Teams.Select(t => t.Key)).GroupBy(k => k).Where(g => g.Count() > 1))
        {
            yield return $"It has two roles or teams with the key \"{key.Key}\".";
        }

        foreach (var module in (recipe.Modules?.Keys ?? []).Where(k => modules.All(m => m.Name != k)))
        {
            yield return $"It has a part for the module \"{module}\", which there is not.";
        }

        foreach (var problem in recipe.Calendar.Problems())
        {
            yield return problem;
        }
    }
}

/// <summary>A recipe cannot be used as it stands.</summary>
public sealed class RecipeException(string recipe, string problem) : Exception($"The recipe {recipe}.json cannot be used: {problem}");
