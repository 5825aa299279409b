using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Where the recorded cases lie: CARE_GRAPHQL_CORPUS, or else beside the repository.</summary>
internal static class CorpusFolder
{
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("CARE_GRAPHQL_CORPUS") is { Length: > 0 } folder
            ? folder
            : System.IO.Path.Combine(RepositoryRoot, "..", "shared", "graphql-corpus");

    /// <summary>Whether the cases are those that came with the repository, and not others of the same kinds.</summary>
    public static bool IsHandedOut { get; } = Environment.GetEnvironmentVariable("CARE_GRAPHQL_CORPUS") is null or "";

    public static string RepositoryRoot
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(folder.FullName, "CarePlatform.sln")))
                {
                    return folder.FullName;
                }
            }

            throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds CarePlatform.sln.");
        }
    }

    /// <summary>The recorded cases of a file; the test is skipped with a line that says so when they are not there.</summary>
    public static IReadOnlyList<string> Lines(string file)
    {
        var path = System.IO.Path.Combine(Path, file + ".jsonl");
        Assert.SkipUnless(File.Exists(path), $"There are no recorded cases at {path}. Set CARE_GRAPHQL_CORPUS to their folder.");
        return [.. File.ReadLines(path).Where(line => line.Length > 0)];
    }
}
