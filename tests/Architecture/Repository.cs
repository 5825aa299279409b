namespace CarePlatform.Architecture.Tests;

/// <summary>The files of the repository, found by walking up from the tests; nothing is listed by hand.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The modules are the folders of <c>modules/</c>.</summary>
    public static IReadOnlyList<string> Modules { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "modules")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The C# files below a folder, without what the build makes.</summary>
    public static IEnumerable<string> Sources(params string[] folder) => Directory
        .EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>The path from the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CarePlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No CarePlatform.sln above {AppContext.BaseDirectory}: run the tests inside the repository.");
    }
}
