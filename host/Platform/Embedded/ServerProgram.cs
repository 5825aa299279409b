using System.ComponentModel;
using System.Diagnostics;

namespace CarePlatform.Platform;

/// <summary>How a program of PostgreSQL ended, with everything that it wrote.</summary>
internal sealed record ProgramRun(int ExitCode, string Output);

/// <summary>Runs a program of PostgreSQL to its end, as another user of the system where one is named.</summary>
internal static class ServerProgram
{
    public static async Task<ProgramRun> RunAsync(
        string program, IEnumerable<string> arguments, string? user, CancellationToken ct, bool drain = true)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = drain,
            RedirectStandardError = drain,
            UseShellExecute = false,
            // The server's user may not be allowed into the folder that the host was started in.
            WorkingDirectory = OperatingSystem.IsWindows() ? "" : "/",
        };
        if (user is not null)
        {
            start.UserName = user;
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Messages in English are understood below; a fixed locale also keeps the server single-threaded on macOS.
        start.Environment["LC_ALL"] = "C";

        using var process = Launch(start);
        if (!drain)
        {
            await process.WaitForExitAsync(ct);
            return new ProgramRun(process.ExitCode, "");
        }

        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return new ProgramRun(process.ExitCode, await errors + await output);
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new EmbeddedPostgresException($"{start.FileName} could not be run ({cause.Message}): mend or reinstall PostgreSQL.", cause);
        }
    }
}
