using System.Security.Cryptography;

namespace CarePlatform.Platform;

/// <summary>Makes a cluster with initdb; a cluster appears under its final name only when it is whole.</summary>
internal static class NewCluster
{
    public static async Task<ClusterSettings> MakeAsync(
        StateDirectory state, ServerPrograms programs, EmbeddedPostgresOptions options, CancellationToken ct)
    {
        ServerFailure.RequireRoom(state.Root, ServerFailure.RoomForNewCluster);
        var settings = new ClusterSettings(
            options.Port ?? LoopbackPort.Choose(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), ServerUser.Resolve());
        settings.Write(state.Settings);

        Directory.CreateDirectory(state.Server);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(state.Server, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await ServerUser.GiveAsync(state.Server, settings.User, ct);
        var unfinished = state.Data + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await InitialiseAsync(state, programs, settings, unfinished, options.Durable, ct);
        Directory.Move(unfinished, state.Data);
        return settings;
    }

    private static async Task InitialiseAsync(
        StateDirectory state, ServerPrograms programs, ClusterSettings settings, string data, bool durable, CancellationToken ct)
    {
        var secret = Path.Combine(state.Server, "secret");
        await File.WriteAllTextAsync(secret, settings.Secret, ct);
        try
        {
            await ServerUser.GiveAsync(secret, settings.User, ct);
            List<string> arguments =
            [
                "-D", data, "-U", "postgres", "--pwfile", secret, "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions",
                .. Locale(programs.Version.Major),
            ];
            if (!durable)
            {
                arguments.Add("--no-sync");
            }

            var run = await ServerProgram.RunAsync(programs.Initdb, arguments, settings.User, ct);
            if (run.ExitCode != 0)
            {
                throw ServerFailure.Explain(run.Output, state, settings.User);
            }
        }
        finally
        {
            File.Delete(secret);
        }
    }

    // Unicode letters, and an order that is the same on every machine.
    private static string[] Locale(int major)
    {
        if (major >= 17)
        {
            return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
        }

        return OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : ["--locale=C", "--locale-provider=icu", "--icu-locale=und"];
    }
}
