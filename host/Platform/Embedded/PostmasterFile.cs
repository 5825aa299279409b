using System.Diagnostics;

namespace CarePlatform.Platform;

/// <summary>What a running server says of itself in postmaster.pid; the file outlives a server that was killed.</summary>
internal sealed record PostmasterFile(int Pid, int Port, bool Ready)
{
    public static PostmasterFile? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(data, "postmaster.pid"));
            return lines.Length >= 4 && int.TryParse(lines[0], out var pid) && int.TryParse(lines[3], out var port)
                ? new PostmasterFile(pid, port, lines.Length >= 8 && lines[7].Trim() == "ready")
                : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the process is alive and is the server of this cluster, not another that was given the same number.</summary>
    public bool Runs(string data)
    {
        if (ProcessName() is not { } name || !name.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var commandLine = $"/proc/{Pid}/cmdline";
        if (!File.Exists(commandLine))
        {
            return true;
        }

        try
        {
            // A dead process that nobody has collected yet has no arguments.
            var arguments = File.ReadAllText(commandLine).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            return arguments.Contains(data) || (arguments.Length > 0 && WorksIn(data));
        }
        catch (IOException)
        {
            // It ended just now.
            return false;
        }
    }

    /// <summary>
    /// Removes the file when its number now belongs to a process that has nothing to do with this cluster, as happens in containers:
    /// PostgreSQL itself would take that process for a running server and refuse to start.
    /// </summary>
    public void RemoveWhenForeign(string data)
    {
        if (ProcessName() is not null && !Runs(data))
        {
            File.Delete(Path.Combine(data, "postmaster.pid"));
        }
    }

    // The server's working directory is its cluster, by whatever path it was started. Where that may not be looked at, the
    // careful answer is yes: a second server on the same files would destroy them.
    private bool WorksIn(string data)
    {
        try
        {
            return File.ReadAllText($"/proc/{Pid}/cwd/postmaster.pid") == File.ReadAllText(Path.Combine(data, "postmaster.pid"));
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException)
        {
            return true;
        }
    }

    private string? ProcessName()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            return process.HasExited ? null : process.ProcessName;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
