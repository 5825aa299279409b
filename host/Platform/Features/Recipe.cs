using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>
/// A care model as data: what a tenant that chooses it begins with. A JSON file each in <c>infra/recipes</c>, named after its key.
/// </summary>
/// <param name="Key">Such as <c>wraparound</c>.</param>
/// <param name="Features">What is on; it must name what they need as well, so that the file tells the whole truth.</param>
/// <param name="Roles">The roles of its staff and what they may do.</param>
/// <param name="Teams">The teams that share work.</param>
/// <param name="Calendar">The business calendar to begin with.</param>
/// <param name="Modules">What a module takes from the recipe, by the module's name; the module reads it strictly.</param>
public sealed record Recipe(
    string Key,
    string Title,
    string Description,
    IReadOnlyList<string> Features,
    IReadOnlyList<RoleRecipe> Roles,
    IReadOnlyList<TeamRecipe> Teams,
    CalendarDocument Calendar,
    IReadOnlyDictionary<string, JsonElement>? Modules = null)
{
    /// <summary>The part for one module, read strictly; null when the recipe has none.</summary>
    /// <exception cref="JsonException">It holds something that the module does not know.</exception>
    public T? For<T>(string module)
        where T : class => Modules?.TryGetValue(module, out var part) == true ? part.Deserialize<T>(StrictJson.Options) : null;
}

/// <summary>A role with how far each of its permissions reaches.</summary>
/// <param name="Title">What staff call it.</param>
/// <param name="Gives">Keys of the roles that its holders are entrusted with giving to others.</param>
public sealed record RoleRecipe(
    string Key, string Title, IReadOnlyDictionary<string, Reach> Permissions, IReadOnlyList<string>? Gives = null);

/// <summary>A team that shares work.</summary>
public sealed record TeamRecipe(string Key, string Name);

/// <summary>A care model that the organisation can choose: the features, roles and teams that fit one way of working.</summary>
[View<Recipe>("CareModel")]
internal static class RecipeView
{
    /// <summary>The name by which it is chosen.</summary>
    public static string Key(Recipe recipe) => recipe.Key;

    /// <summary>What people call it.</summary>
    public static string Title(Recipe recipe) => recipe.Title;

    /// <summary>For whom it is meant and how work is shared in it.</summary>
    public static string Description(Recipe recipe) => recipe.Description;

    /// <summary>The features that it turns on.</summary>
    public static IReadOnlyList<string> Features(Recipe recipe) => recipe.Features;
}
