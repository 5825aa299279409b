using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Makes the organisation work by another care model: its features become the model's, and roles and teams of the model that
/// are missing are added. Nothing is taken away from people, and no data is lost; choosing the former model again turns the features
/// back. Ask <c>previewFeatures</c> first.
/// </summary>
[Mutation, Requires("platform.administer")]
internal static class ChooseCareModel
{
    /// <param name="CareModel">The key of the care model, such as <c>wraparound</c>.</param>
    public sealed record Input(string CareModel);

    /// <summary>No care model has this key.</summary>
    /// <param name="CareModel">The key that was asked for.</param>
    /// <param name="Known">The keys that there are.</param>
    public sealed record UnknownCareModel(string CareModel, IEnumerable<string> Known) : Refusal(
        "platform.unknown_care_model", $"There is no care model \"{CareModel}\". Choose one of: {string.Join(", ", Known)}.", "input.careModel");

    public static async Task<Outcome<FeatureChange>> Handle(
        Input input, Session session, RecipeCatalog recipes, FeatureCatalog catalog, FeatureSwitches switches, RecipeInstaller installer,
        DefaultsGiven given, CancellationToken ct)
    {
        if (recipes.Find(input.CareModel) is not { } recipe)
        {
            return new UnknownCareModel(input.CareModel, recipes.All.Select(r => r.Key));
        }

        var change = FeatureChange.Between(await switches.Lock(ct), catalog.Effective(recipe.Features));
        await switches.Write(change, ct);
        await given.Mark(ct);
        await installer.Install(recipe, ct);
        await using var command = new NpgsqlCommand(
            "update platform.tenants set care_model = $2, version = version + 1 where id = $1", session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value }, new NpgsqlParameter<string> { TypedValue = recipe.Key },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
        return change;
    }
}
