using System.Globalization;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Starts, finds and stops the server process of one cluster. The caller holds the turn of the state directory.</summary>
internal sealed class ClusterServer(StateDirectory state, ServerPrograms programs, ClusterSettings settings, EmbeddedPostgresOptions options)
{
    private const long LargestLog = 8L << 20;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    /// <summary>The port of the server when one of this cluster is running already, left by a killed host or used by another.</summary>
    public async Task<int?> FindRunningAsync(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (PostmasterFile.Read(state.Data) is { } running)
        {
            if (!running.Runs(state.Data))
            {
                running.RemoveWhenForeign(state.Data);
                return null;
            }

            if (running.Ready && await AnswersAsync(running.Port, ct))
            {
                return running.Port;
            }

            if (TimeProvider.System.GetElapsedTime(began) > LongestStart)
            {
                throw new EmbeddedPostgresException(
                    $"The server of {state.Root} (process {running.Pid}) runs but does not answer: end that process, then try again.");
            }

            await Task.Delay(20, ct);
        }

        return null;
    }

    /// <summary>Starts the server on the port and returns when it answers; false when the port was taken meanwhile.</summary>
    public async Task<bool> TryStartAsync(int port, CancellationToken ct)
    {
        ServerFailure.RequireRoom(state.Root, ServerFailure.RoomForServer);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (started, output) = await AttemptAsync(port, ct);
            if (started)
            {
                return true;
            }

            if (output.Contains("Address already in use", StringComparison.Ordinal))
            {
                return false;
            }

            // The children of a server that was killed take a moment to notice.
            var dying = output.Contains("is still in use", StringComparison.Ordinal);
            if (!dying || TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
            {
                throw ServerFailure.Explain(output, state, settings.User);
            }

            await Task.Delay(50, ct);
        }
    }

    /// <summary>Ends the server after its running transactions were rolled back and everything is on disk.</summary>
    public async Task StopAsync()
    {
        string[] arguments = ["stop", "-D", state.Data, "-m", options.Durable ? "fast" : "immediate", "-w", "-t", "60", "-s"];
        var run = await ServerProgram.RunAsync(programs.Control, arguments, settings.User, CancellationToken.None);
        if (run.ExitCode != 0 && PostmasterFile.Read(state.Data) is { } left && left.Runs(state.Data))
        {
            throw new EmbeddedPostgresException($"The server of {state.Root} (process {left.Pid}) did not stop: {run.Output.Trim()}");
        }
    }

    private async Task<(bool Started, string Output)> AttemptAsync(int port, CancellationToken ct)
    {
        var logged = RotateLog();

        // pg_ctl gives the server a session of its own: Ctrl-C reaches the host alone, which then stops the server in good order.
        // On Windows the server would keep pg_ctl's pipes open for ever, so there they are not made.
        string[] arguments =
            ["start", "-D", state.Data, "-l", state.Log, "-w", "-t", $"{LongestStart.TotalSeconds}", "-s", "-o", string.Join(' ', Parameters(port))];
        var start = ServerProgram.RunAsync(
            programs.Control, arguments, settings.User, CancellationToken.None, drain: !OperatingSystem.IsWindows());

        while (!start.IsCompleted)
        {
            if (PostmasterFile.Read(state.Data) is { Ready: true } running && running.Port == port && running.Runs(state.Data))
            {
                break;
            }

            await Task.Delay(5, ct);
        }

        if (start.IsCompleted && await start is { ExitCode: not 0 } failed)
        {
            return (false, ReadLog(logged) + failed.Output);
        }

        return await AnswersAsync(port, ct)
            ? (true, "")
            : throw new EmbeddedPostgresException(
                $"The server of {state.Root} started on port {port} but does not answer; its log is {state.Log}.");
    }

    private IEnumerable<string> Parameters(int port)
    {
        var on = options.Durable ? "on" : "off";
        string[] parameters =
        [
            "listen_addresses=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"port={port}"), "unix_socket_directories=",
            string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"), "shared_buffers=128MB", "wal_level=minimal", "max_wal_senders=0", "jit=off",
            // Even without fsync a commit reaches the system, so that only a crash of the machine can lose it.
            $"fsync={on}", $"full_page_writes={on}",
            // A log line never holds a row or a value: no statement texts, no "Key (…)=(…)" details.
            "log_min_error_statement=panic", "log_error_verbosity=terse",
        ];
        return parameters.Select(parameter => $"-c {parameter}");
    }

    private async Task<bool> AnswersAsync(int port, CancellationToken ct)
    {
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Password = settings.Secret,
            Database = "postgres",
            Pooling = false,
            Timeout = 10,
        };
        try
        {
            await using var connection = new NpgsqlConnection(text.ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (PostgresException cause) when (cause.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException(
                $"The cluster in {state.Root} does not take the password in {state.Settings}: restore that file, or set CARE_STATE " +
                "to another directory.", cause);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private long RotateLog()
    {
        var log = new FileInfo(state.Log);
        if (log is { Exists: true, Length: > LargestLog })
        {
            File.Move(state.Log, state.Log + ".1", overwrite: true);
            return 0;
        }

        return log.Exists ? log.Length : 0;
    }

    private string ReadLog(long from)
    {
        if (!File.Exists(state.Log))
        {
            return "";
        }

        using var stream = new FileStream(state.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
