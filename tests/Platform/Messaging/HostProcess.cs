using System.Diagnostics;
using System.Threading.Channels;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A host in a process of its own (tests/Faults), which a test can stop, wake and kill.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _heard = [];

    private HostProcess(Process process)
    {
        _process = process;
        _ = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                _lines.Writer.TryWrite(line);
            }

            _lines.Writer.Complete();
        });
    }

    /// <summary>How its sessions are known to the server.</summary>
    public const string Name = "host process";

    /// <summary>Starts a host whose clock is <paramref name="wrong"/> by so much.</summary>
    public static async Task<HostProcess> Start(TestLog log, TimeSpan lease, TimeSpan wrong = default)
    {
        var connection = new NpgsqlConnectionStringBuilder(log.Application) { ApplicationName = Name }.ConnectionString;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "CarePlatform.Faults.dll"), connection, $"{lease.TotalMilliseconds:0}",
                $"{wrong.TotalMinutes:0}",
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var host = new HostProcess(Process.Start(start)!);
        await host.Says("STARTED");
        return host;
    }

    /// <summary>Waits until the process writes a line that holds <paramref name="text"/>.</summary>
    public async Task Says(string text)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            _heard.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The host process ended without saying \"{text}\". It said: {string.Join(Environment.NewLine, _heard)}");
    }

    /// <summary>Lets a trapped effect, or an append, go on.</summary>
    public Task Continue() => Tell("go on");

    /// <summary>Lets the process append an event and schedule a message, which it commits when it may go on.</summary>
    public async Task Append(Guid tenant, string stream)
    {
        await Tell($"append {tenant} {stream}");
        await Says("APPENDED");
    }

    /// <summary>Stops the process in its tracks, as a frozen machine would.</summary>
    public Task Freeze() => Send("-STOP");

    public Task Thaw() => Send("-CONT");

    /// <summary>Ends the process without any warning.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the process to end, and waits until it has.</summary>
    public async Task Stop()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Tell(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    private async Task Send(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }
}
