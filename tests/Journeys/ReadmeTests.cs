using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>The blocks of pages that say so are run as they stand: the real host in a process of its own, bash and curl from outside.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_quick_start_does_what_it_says()
    {
        var output = await Run("README.md");

        Assert.DoesNotContain("\"message\":", output, StringComparison.Ordinal);
        Assert.Contains("\"acuity\":\"URGENT\"", output, StringComparison.Ordinal);
        Assert.Contains("\"urgency\":\"OVERDUE\"", output, StringComparison.Ordinal);
        Assert.Contains("\"step\":\"first-appointment\",\"state\":\"COMPLETED\",\"clock\":\"MET_LATE\"", output, StringComparison.Ordinal);
        Assert.Matches("\"timeToFirstAppointment\":\\[\\{\"acuity\":\"URGENT\",\"inquiryCount\":1,\"businessDaysToStart\":\\{\"mean\":\"[0-9.]+\"", output);
    }

    [Fact]
    public async Task The_page_on_sandboxes_leads_from_nothing_to_a_query_and_back()
    {
        var output = await Run("docs/sandboxes.md");

        Assert.DoesNotContain("\"message\":", output, StringComparison.Ordinal);
        Assert.Contains("\"slug\":\"harbor-try\",\"sandbox\":true", output, StringComparison.Ordinal);
        Assert.Contains("\"client\":{\"name\":\"Ada Try\"}", output, StringComparison.Ordinal);
        Assert.Contains("\"urgency\":\"OVERDUE\"", output, StringComparison.Ordinal);
        Assert.Contains("\"workItems\":{\"nodes\":[]},\"verifyAudit\":{\"intact\":true}", output, StringComparison.Ordinal);
        Assert.Contains("\"sandboxes\":[]", output, StringComparison.Ordinal);
    }

    // Runs the page's block against a host of its own, and returns what it said.
    private static async Task<string> Run(string page)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The quick start is for bash.");
        var ct = TestContext.Current.CancellationToken;
        var root = RepositoryFolder();
        // Not made here: a folder that only its owner may enter would keep the database's user out.
        var state = Path.Combine(Path.GetTempPath(), $"care-test-readme-{Environment.ProcessId}-{Path.GetFileNameWithoutExtension(page)}");
        var port = FreePort();
        var settings = new Dictionary<string, string?> { ["CARE_STATE"] = state, ["PORT"] = $"{port}", ["ASPNETCORE_ENVIRONMENT"] = "Development" };
        using var host = Start(root, settings, Path.Combine(root, "care"), "run", "--port", $"{port}");
        try
        {
            await Until(host, "A token:", ct);
            var block = Block().Match(await File.ReadAllTextAsync(Path.Combine(root, page), ct)).Groups["block"].Value;
            Assert.NotEmpty(block);
            using var bash = Start(root, settings, "bash", "-euo", "pipefail", "-c", block);
            var output = await bash.StandardOutput.ReadToEndAsync(ct);
            await bash.WaitForExitAsync(ct);

            Assert.Equal(0, bash.ExitCode);
            return output;
        }
        finally
        {
            await End(host, ct);
            await EmbeddedPostgres.TryRemoveAsync(state, CancellationToken.None);
        }
    }

    private static Process Start(string folder, IDictionary<string, string?> settings, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task Until(Process process, string line, CancellationToken ct)
    {
        while (await process.StandardOutput.ReadLineAsync(ct) is { } read)
        {
            if (read.Contains(line, StringComparison.Ordinal))
            {
                // Whatever comes later must not fill the pipe.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        await process.WaitForExitAsync(ct);
        Assert.Fail($"The host ended with code {process.ExitCode} before it was ready.");
    }

    // Like Ctrl-C, but not ignored where a shell runs the tests in the background.
    private static async Task End(Process process, CancellationToken ct)
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(ct);
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CarePlatform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("a test runs the next block.*?```bash\n(?<block>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
