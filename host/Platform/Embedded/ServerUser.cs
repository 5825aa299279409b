namespace CarePlatform.Platform;

/// <summary>As whom the server runs: PostgreSQL refuses to run as root, so as root it drops to an unprivileged user.</summary>
internal static class ServerUser
{
    private static readonly string[] Preferred = ["postgres", "_postgres", "careplatform", "nobody"];

    /// <summary>Null when the host's own user will do.</summary>
    public static string? Resolve()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return Array.Find(Preferred, known.Contains) ?? throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root and no user 'postgres' exists: make one (useradd --system postgres), or run as another user.");
    }

    /// <summary>Gives a file or folder to the server's user.</summary>
    public static async Task GiveAsync(string path, string? user, CancellationToken ct)
    {
        if (user is null)
        {
            return;
        }

        var run = await ServerProgram.RunAsync("chown", [user, path], user: null, ct);
        if (run.ExitCode != 0)
        {
            throw new EmbeddedPostgresException(
                $"{path} could not be given to the user {user} ({run.Output.Trim()}): set CARE_STATE to a directory on a local disk.");
        }
    }
}
