using System.Diagnostics;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A state directory for one test, removed at its end with everything that still runs in it.</summary>
internal sealed class Clusters : IAsyncDisposable
{
    public string State { get; } = Path.Combine(Path.GetTempPath(), "care-cluster-" + Path.GetRandomFileName());

    public string Data => Path.Combine(State, "server", "data");

    public int? ServerProcess => PostmasterFile.Read(Data)?.Pid;

    public EmbeddedPostgresOptions Options => new() { StateDirectory = State, Durable = false };

    public Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(Options, TestContext.Current.CancellationToken);

    public bool ServerRuns() => PostmasterFile.Read(Data) is { } server && server.Runs(Data);

    /// <summary>Runs the statement as the superuser and returns its first value.</summary>
    public static async Task<object?> AskAsync(EmbeddedPostgres cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.AdministratorConnectionString());
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends a process as a crash would: without a chance to clean up.</summary>
    public static async Task CrashAsync(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(State))
        {
            await EmbeddedPostgres.TryRemoveAsync(State);
        }
    }
}
