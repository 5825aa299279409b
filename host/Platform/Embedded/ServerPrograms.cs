using System.Text.RegularExpressions;

namespace CarePlatform.Platform;

/// <summary>One installed PostgreSQL: the folder that holds initdb, postgres and pg_ctl.</summary>
internal sealed partial record ServerPrograms(string Folder, Version Version)
{
    public const int OldestMajor = 15;

    // A pattern has at most one folder with a star.
    private static readonly string[] UnixFolders =
    [
        "/usr/lib/postgresql/*/bin", "/usr/lib/postgresql*/bin", "/usr/libexec/postgresql*", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
    ];

    public string Initdb => ProgramIn(Folder, "initdb");

    public string Control => ProgramIn(Folder, "pg_ctl");

    /// <summary>The newest installation that can run the cluster; <paramref name="clusterMajor"/> is null when there is none yet.</summary>
    public static async Task<ServerPrograms> ChooseAsync(
        string? configured, int? clusterMajor, string stateDirectory, CancellationToken ct)
    {
        var folders = configured is null ? [.. UsualFolders()] : RequireConfigured(configured);
        var found = new List<ServerPrograms>();
        foreach (var folder in folders)
        {
            if (await VersionInAsync(folder, ct) is { } version)
            {
                found.Add(new ServerPrograms(folder, version));
            }
        }

        var chosen = found
            .Where(programs => programs.Version.Major >= OldestMajor)
            .Where(programs => clusterMajor is null || programs.Version.Major == clusterMajor)
            .MaxBy(programs => programs.Version);
        return chosen ?? throw NothingFits(found, clusterMajor, stateDirectory);
    }

    private static EmbeddedPostgresException NothingFits(List<ServerPrograms> found, int? clusterMajor, string stateDirectory)
    {
        var have = string.Join(", ", found.Select(programs => $"{programs.Version} in {programs.Folder}"));
        if (clusterMajor is { } major && found.Count > 0)
        {
            return new EmbeddedPostgresException(
                $"The cluster in {stateDirectory} was made by PostgreSQL {major}, but only {have} is installed: install PostgreSQL {major}, " +
                "name its folder in CARE_PG_BIN, or set CARE_STATE to another directory to begin a new cluster.");
        }

        return new EmbeddedPostgresException(found.Count > 0
            ? $"PostgreSQL {OldestMajor} or newer is needed, but only {have} is installed: install a newer one."
            : "The PostgreSQL server programs (initdb, postgres, pg_ctl) were not found: install PostgreSQL " +
              $"{OldestMajor} or newer (Debian and Ubuntu: apt-get install postgresql), name their folder in CARE_PG_BIN, " +
              "or set ConnectionStrings__CarePlatform to a server of your own.");
    }

    private static string[] RequireConfigured(string folder) =>
        IsComplete(folder)
            ? [folder]
            : throw new EmbeddedPostgresException(
                $"CARE_PG_BIN names {folder}, but initdb, postgres and pg_ctl are not all there: correct it, or unset it to search the usual folders.");

    private static IEnumerable<string> UsualFolders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var patterns = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL", "*", "bin")]
            : UnixFolders;
        return path.Concat(patterns.SelectMany(Expand)).Distinct().Where(IsComplete);
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [pattern];
        }

        var parentEnd = pattern.LastIndexOfAny(['/', '\\'], star);
        var nameEnd = pattern.IndexOfAny(['/', '\\'], star);
        var name = nameEnd < 0 ? pattern[(parentEnd + 1)..] : pattern[(parentEnd + 1)..nameEnd];
        var rest = nameEnd < 0 ? "" : pattern[(nameEnd + 1)..];
        var parent = pattern[..parentEnd];
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, name).Select(folder => Path.Combine(folder, rest)) : [];
    }

    private static bool IsComplete(string folder) =>
        File.Exists(ProgramIn(folder, "postgres")) && File.Exists(ProgramIn(folder, "initdb")) && File.Exists(ProgramIn(folder, "pg_ctl"));

    private static async Task<Version?> VersionInAsync(string folder, CancellationToken ct)
    {
        var run = await ServerProgram.RunAsync(ProgramIn(folder, "postgres"), ["--version"], user: null, ct);
        var match = VersionText().Match(run.Output);
        return run.ExitCode == 0 && match.Success
            ? new Version(int.Parse(match.Groups[1].ValueSpan), match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan) : 0)
            : null;
    }

    private static string ProgramIn(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    // "postgres (PostgreSQL) 15.14 (Debian …)", and for a test version "18beta2".
    [GeneratedRegex(@"\(PostgreSQL\) (\d+)(?:\.(\d+))?")]
    private static partial Regex VersionText();
}
