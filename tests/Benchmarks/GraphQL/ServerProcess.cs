using System.Diagnostics;
using System.Globalization;

namespace CarePlatform.Benchmarks;

/// <summary>The server in a process of its own, so that its processor time can be told from that of the load.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string Verb = "graphql-server";
    public const string DatabaseVariable = "CARE_BENCH_DATABASE";

    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>What the server has used of all processors together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> Start(string? database)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ServerProcess).Assembly.Location, Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { [DatabaseVariable] = database },
        };
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The server of the benchmark did not start; what it wrote stands above.");
        return new ServerProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
