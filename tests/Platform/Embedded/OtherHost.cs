using System.Diagnostics;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A second process that uses the embedded cluster: this test program, started again for one explicit test.</summary>
internal sealed class OtherHost : IAsyncDisposable
{
    public const string StateVariable = "CARE_TEST_HOST_STATE";
    public const string Ready = "other host is ready";

    private readonly Process _process;

    private OtherHost(Process process) => _process = process;

    /// <summary>Returns when the other process has the cluster running.</summary>
    public static async Task<OtherHost> StartAsync(string stateDirectory)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", typeof(OtherHost).Assembly.Location, "--explicit", "only", "--show-live-output", "on",
            "--filter-method", $"*.{nameof(OtherHostProgram)}.{nameof(OtherHostProgram.Serves_until_it_is_ended)}",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { [StateVariable] = stateDirectory },
        };
        var host = new OtherHost(Process.Start(start)!);
        var output = new List<string>();
        while (await host._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output.Add(line);
            if (line.Contains(Ready, StringComparison.Ordinal))
            {
                return host;
            }
        }

        throw new InvalidOperationException("The other host ended early:\n" + string.Join('\n', output));
    }

    /// <summary>Ends it as the system's out-of-memory killer would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets it end in good order.</summary>
    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}

public sealed class OtherHostProgram
{
    [Fact(Explicit = true)]
    public async Task Serves_until_it_is_ended()
    {
        var state = Environment.GetEnvironmentVariable(OtherHost.StateVariable);
        Assert.SkipWhen(state is null, "Run by OtherHost only.");
        await using var cluster = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { StateDirectory = state!, Durable = false }, TestContext.Current.CancellationToken);
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await output.WriteLineAsync(OtherHost.Ready);
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }
}
