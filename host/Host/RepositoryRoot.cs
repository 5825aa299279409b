namespace CarePlatform.Host;

/// <summary>The clone in which a verb works that writes source files.</summary>
internal static class RepositoryRoot
{
    /// <exception cref="HostException">No clone is here or above.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CarePlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new HostException("CarePlatform.sln was not found here or above: run this inside a clone of the repository.");
    }
}
