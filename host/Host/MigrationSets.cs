using System.Reflection;
using System.Text.RegularExpressions;
using CarePlatform.Platform;

namespace CarePlatform.Host;

/// <summary>The migrations of everything that the product is made of, found by listing its assemblies.</summary>
internal static partial class MigrationSets
{
    // The rest may build on these two.
    private static readonly string[] First = ["platform", "messaging"];

    /// <summary>Platform and messaging first, then the modules by name. The schema of CarePlatform.CareManagement is care_management.</summary>
    public static IReadOnlyList<MigrationSet> All() =>
    [
        .. OwnAssemblies()
            .Where(MigrationSet.IsIn)
            .Select(assembly => MigrationSet.Of(SchemaOf(assembly), assembly))
            .OrderBy(set => Array.IndexOf(First, set.Schema) is var place and >= 0 ? place : First.Length)
            .ThenBy(set => set.Schema, StringComparer.Ordinal),
    ];

    // What this program was built from; other programs may lie in the same folder.
    private static IEnumerable<Assembly> OwnAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.StartsWith("CarePlatform.", StringComparison.Ordinal))
            .Select(Assembly.Load);

    private static string SchemaOf(Assembly assembly) =>
        WordStart().Replace(assembly.GetName().Name!.Split('.')[^1], "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
