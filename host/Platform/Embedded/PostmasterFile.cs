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

        // Two clusters of one machine are told apart where the system shows the command line.
        var commandLine = $"/proc/{Pid}/cmdline";
        return !File.Exists(commandLine) || File.ReadAllText(commandLine).Split('\0').Contains(data);
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
