using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CarePlatform.Host;

namespace CarePlatform.Journeys.Tests;

/// <summary>The host as its users start it: a process of its own, with a state directory and a port of its own.</summary>
internal sealed class HostProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Everything on the error stream, once it has ended.</summary>
    public Task<string> Errors => _errors;

    /// <summary>Starts a verb; settings are environment variables.</summary>
    public static HostProgram Start(IEnumerable<string> verb, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(CareCommand).Assembly.Location, .. verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__CarePlatform");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new HostProgram(Process.Start(start)!);
    }

    /// <summary>Reads its output up to a line that holds the text, and returns that line.</summary>
    public async Task<string> SaysAsync(string text, CancellationToken ct)
    {
        while (await _process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The host ended without saying '{text}': {await _errors}");
    }

    /// <summary>Ends it as Ctrl-C does, by the signal that no shell makes its background jobs ignore.</summary>
    public async Task InterruptAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await EndAsync(ct);
    }

    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await EndAsync(ct);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await _process.StandardOutput.ReadToEndAsync(ct);
        await _process.WaitForExitAsync(ct);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
