using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// A PostgreSQL of the product's own, for a machine where no connection string is configured. It listens on 127.0.0.1 only and
/// asks for a password that only the host's user can read. Hosts on the same state directory share one server; the last host
/// that leaves stops it. A killed host leaves the server running, and the next host takes it over.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly StateDirectory _state;
    private readonly ClusterServer _server;
    private readonly ClusterSettings _settings;
    private IDisposable? _attendance;

    private EmbeddedPostgres(
        StateDirectory state, ClusterServer server, ClusterSettings settings, IDisposable attendance, Version version, bool found)
    {
        _state = state;
        _server = server;
        _settings = settings;
        _attendance = attendance;
        Version = version;
        WasRunning = found;
    }

    public string StateDirectory => _state.Root;

    public int Port => _settings.Port;

    /// <summary>The version of the server programs, such as 15.14.</summary>
    public Version Version { get; }

    /// <summary>True when a running server was taken over instead of started.</summary>
    public bool WasRunning { get; }

    /// <summary>Makes the cluster when there is none, starts its server when it does not run, and returns when it answers.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be; the message is one sentence that says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken ct = default)
    {
        var state = CarePlatform.Platform.StateDirectory.Open(options.StateDirectory);
        using var turn = await state.TakeTurnAsync(ct);
        var attendance = state.Attend();
        try
        {
            return await StartInTurnAsync(state, options, attendance, ct);
        }
        catch (Exception cause)
        {
            attendance.Dispose();
            if (cause is UnauthorizedAccessException or IOException)
            {
                throw ServerFailure.Explain(cause.Message, state, user: null);
            }

            throw;
        }
    }

    /// <summary>For migrations: the superuser, in the named database.</summary>
    public string AdministratorConnectionString(string database = "postgres") => ConnectionString("postgres", database);

    /// <summary>For the application: care_app, which owns nothing and sees one tenant at a time.</summary>
    public string ApplicationConnectionString(string database) => ConnectionString(DatabaseRoles.Application, database);

    /// <summary>The password to give to care_app, so that <see cref="ApplicationConnectionString"/> works.</summary>
    public string ApplicationPassword => _settings.Secret;

    /// <summary>Stops the server, unless another host still uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _attendance, null) is not { } attendance)
        {
            return;
        }

        using var turn = await _state.TakeTurnAsync(CancellationToken.None);
        attendance.Dispose();
        if (_state.IsDeserted())
        {
            await _server.StopAsync();
        }
    }

    /// <summary>Stops the server and deletes the whole cluster, unless a host uses it; then false.</summary>
    public static async Task<bool> TryRemoveAsync(string stateDirectory, CancellationToken ct = default)
    {
        var state = CarePlatform.Platform.StateDirectory.Open(stateDirectory);
        using (await state.TakeTurnAsync(ct))
        {
            if (!state.IsDeserted())
            {
                return false;
            }

            if (PostmasterFile.Read(state.Data) is { } running && running.Runs(state.Data))
            {
                var programs = await ServerPrograms.ChooseAsync(configured: null, ClusterMajor(state), state.Root, ct);
                await new ClusterServer(state, programs, ClusterSettings.Read(state.Settings)!, new EmbeddedPostgresOptions { StateDirectory = stateDirectory, Durable = false }).StopAsync();
            }

            Directory.Delete(state.Root, recursive: true);
            return true;
        }
    }

    private static async Task<EmbeddedPostgres> StartInTurnAsync(
        StateDirectory state, EmbeddedPostgresOptions options, IDisposable attendance, CancellationToken ct)
    {
        var programs = await ServerPrograms.ChooseAsync(options.Programs, ClusterMajor(state), state.Root, ct);
        var settings = Directory.Exists(state.Data)
            ? ClusterSettings.Read(state.Settings) ?? throw new EmbeddedPostgresException(
                $"The password of the cluster in {state.Root} is lost because {state.Settings} is missing: restore that file, or set " +
                "CARE_STATE to another directory.")
            : await NewCluster.MakeAsync(state, programs, options, ct);

        var server = new ClusterServer(state, programs, settings, options);
        var running = await server.FindRunningAsync(ct);
        var port = running ?? await StartServerAsync(server, options.Port, settings.Port, ct);
        if (port != settings.Port)
        {
            settings = settings with { Port = port };
            settings.Write(state.Settings);
        }

        return new EmbeddedPostgres(state, server, settings, attendance, programs.Version, found: running is not null);
    }

    private static async Task<int> StartServerAsync(ClusterServer server, int? required, int kept, CancellationToken ct)
    {
        for (var port = required ?? kept; ; port = LoopbackPort.Choose())
        {
            if (LoopbackPort.IsFree(port) && await server.TryStartAsync(port, ct))
            {
                return port;
            }

            if (required is not null)
            {
                throw new EmbeddedPostgresException(
                    $"Port {required} of 127.0.0.1 is in use by another program: end it, name another port in CARE_PG_PORT, " +
                    "or unset CARE_PG_PORT to take any free one.");
            }
        }
    }

    private static int? ClusterMajor(StateDirectory state)
    {
        var file = Path.Combine(state.Data, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), out var major) ? major : null;
    }

    private string ConnectionString(string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = role,
        Password = _settings.Secret,
        Database = database,
    }.ConnectionString;
}
