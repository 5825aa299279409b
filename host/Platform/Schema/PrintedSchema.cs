using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>The API of a set of modules as text in the schema language, everything switched on.</summary>
public static class PrintedSchema
{
    /// <exception cref="DeclarationException">A module declares something half.</exception>
    /// <param name="forPartners">Whether only what partner organisations may use is printed.</param>
    public static string Of(IReadOnlyList<IModule> modules, bool forPartners = false)
    {
        var catalog = new Catalog([new PlatformModule(), .. modules]);
        return Sdl.Print(new SchemaBuilder(catalog, new LoadersById(catalog), new Descriptions(), new RowScreen(catalog)).Build(features: null, forPartners));
    }
}
