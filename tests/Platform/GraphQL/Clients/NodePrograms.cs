using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarePlatform.Platform.Tests;

/// <summary>Runs the programs in tests/Clients, once their packages are installed.</summary>
internal static partial class NodePrograms
{
    private const int OldestNode = 20;

    private static readonly Lazy<Task<string?>> Installation = new(Install);

    private static string Folder => Path.Combine(CorpusFolder.RepositoryRoot, "tests", "Clients");

    /// <summary>Why the programs cannot run here; null when they can.</summary>
    public static Task<string?> FindObstacle() => Installation.Value;

    /// <summary>Runs a program against a server: its checks by name, each with what failed or null.</summary>
    public static async Task<IReadOnlyList<(string Name, string? Failure)>> Run(string program, string server)
    {
        var (code, output, errors) = await Start("node", program, server);
        var checks = new List<(string Name, string? Failure)>();
        int? told = null;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var json = JsonElement.Parse(line);
            if (json.TryGetProperty("done", out var count))
            {
                told = count.GetInt32();
            }
            else
            {
                checks.Add((json.GetProperty("name").GetString()!, json.GetProperty("failure").GetString()));
            }
        }

        if (code != 0 || told is null or 0 || told != checks.Count)
        {
            checks.Add(($"{program} runs to its end", $"It ended with code {code} after {checks.Count} checks. {errors}"));
        }

        return checks;
    }

    private static async Task<string?> Install()
    {
        string version;
        try
        {
            version = (await Start("node", "--version")).Output.Trim();
        }
        catch (Win32Exception)
        {
            return $"Node is not installed. Install Node {OldestNode} or newer.";
        }

        if (MajorVersion().Match(version) is not { Success: true } major || int.Parse(major.Groups[1].Value) < OldestNode)
        {
            return $"Node {version} is too old. Install Node {OldestNode} or newer.";
        }

        var (wanted, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted))
        {
            return null;
        }

        try
        {
            var (code, output, errors) = await Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci");
            return code == 0 ? null
                : NoNetwork().Match(errors) is { Success: true } reason ? $"The packages in tests/Clients cannot be installed: no registry ({reason.Value})."
                : throw new InvalidOperationException($"npm ci in {Folder} ended with code {code}: {errors}{output}");
        }
        catch (Win32Exception)
        {
            return "npm is not installed. Install it beside Node.";
        }
    }

    private static async Task<(int Code, string Output, string Errors)> Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    [GeneratedRegex(@"^v(\d+)\.")]
    private static partial Regex MajorVersion();

    [GeneratedRegex("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED")]
    private static partial Regex NoNetwork();
}
