using System.Diagnostics;

namespace CarePlatform.Testing;

/// <summary>
/// A real process of its own for what tests must kill or run twice: a static method of the test assembly, run in a fresh
/// runtime. The method calls <see cref="ServeAsync"/> when it is ready, and returns after that.
/// </summary>
public sealed class OtherProcess : IAsyncDisposable
{
    internal const string Assembly = "CARE_TEST_PROCESS_ASSEMBLY";
    internal const string Method = "CARE_TEST_PROCESS_METHOD";
    internal const string Argument = "CARE_TEST_PROCESS_ARGUMENT";
    private const string Ready = "the other process is ready";

    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    /// <summary>Starts the method and returns when it serves.</summary>
    public static async Task<OtherProcess> StartAsync(Func<string, Task> program, string argument, CancellationToken ct)
    {
        var assembly = program.Method.Module.Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", assembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
                [Assembly] = assembly,
                [Method] = $"{program.Method.DeclaringType!.FullName}:{program.Method.Name}",
                [Argument] = argument,
            },
        };
        var other = new OtherProcess(Process.Start(start)!);
        var output = new List<string>();
        while (await other._process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line == Ready)
            {
                return other;
            }

            output.Add(line);
        }

        throw new InvalidOperationException("The other process ended early:\n" + string.Join('\n', output));
    }

    /// <summary>For the method in the other process: says that it is ready, and waits until it may leave.</summary>
    public static async Task ServeAsync()
    {
        await Console.Out.WriteLineAsync(Ready);
        await Console.Out.FlushAsync();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
    }

    /// <summary>Ends it as the system's out-of-memory killer would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end in good order.</summary>
    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
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
