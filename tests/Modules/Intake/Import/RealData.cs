using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>The folder of public synthetic data: <c>CARE_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
internal static class RealData
{
    /// <summary>A folder of the data; the test is skipped with a sentence when it is not there.</summary>
    public static string Folder(params string[] parts)
    {
        var folder = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(Directory.Exists(folder) || File.Exists(folder),
            $"The test needs the public data at {folder}. Set CARE_DATA to the folder that holds it.");
        return folder;
    }

    private static string Root => Environment.GetEnvironmentVariable("CARE_DATA") is { Length: > 0 } configured
        ? configured
        : Path.GetFullPath(Path.Combine(Repository, "..", "shared", "data"));

    /// <summary>The root of the repository, found from where the tests were built.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CarePlatform.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
            }

            return folder.FullName;
        }
    }
}
