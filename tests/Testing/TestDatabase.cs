using System.Collections.Concurrent;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Testing;

/// <summary>A migrated database of a test's own, copied from a template in milliseconds and dropped at its end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static int _count;

    private readonly TestCluster _cluster;
    private readonly Lazy<NpgsqlDataSource> _administrator;
    private readonly Lazy<NpgsqlDataSource> _application;

    private TestDatabase(TestCluster cluster, string name)
    {
        _cluster = cluster;
        Name = name;
        _administrator = new(() => NpgsqlDataSource.Create(AdministratorConnectionString));
        _application = new(() => NpgsqlDataSource.Create(ApplicationConnectionString));
    }

    public string Name { get; }

    /// <summary>The superuser, who passes every tenant wall: to arrange and to look, never for what is tested.</summary>
    public string AdministratorConnectionString => _cluster.AdministratorConnectionString(Name);

    /// <summary>What the product uses: care_app.</summary>
    public string ApplicationConnectionString => _cluster.ApplicationConnectionString(Name);

    public NpgsqlDataSource Administrator => _administrator.Value;

    public NpgsqlDataSource Application => _application.Value;

    /// <summary>A database with these sets applied; without any, an empty one that care_owner owns.</summary>
    public static async Task<TestDatabase> CreateAsync(params MigrationSet[] sets)
    {
        var cluster = await TestCluster.Shared;
        var key = string.Join(' ', sets.SelectMany(set => set.Migrations.Select(file => $"{set.Schema}/{file.Name}/{file.Checksum}")));
        var template = await Templates.GetOrAdd(key, _ => new(() => MakeTemplateAsync(cluster, sets))).Value;
        var name = NextName();

        // PostgreSQL copies a template for one session at a time.
        await Copying.WaitAsync();
        try
        {
            await ExecuteAsync(
                cluster, $"create database {name} template {template} owner {DatabaseRoles.Owner} strategy file_copy");
        }
        finally
        {
            Copying.Release();
        }

        return new TestDatabase(cluster, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_administrator.IsValueCreated)
        {
            await Administrator.DisposeAsync();
        }

        if (_application.IsValueCreated)
        {
            await Application.DisposeAsync();
        }

        await DropAsync(_cluster, Name);
    }

    private static async Task<string> MakeTemplateAsync(TestCluster cluster, MigrationSet[] sets)
    {
        var name = NextName();
        await DatabaseBootstrap.EnsureAsync(cluster.AdministratorConnectionString(), name, cluster.ApplicationPassword);
        if (sets.Length > 0)
        {
            await new Migrator(cluster.AdministratorConnectionString(name), sets).MigrateAsync();
        }

        if (cluster.OutlivesTests)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAsync(cluster, name).GetAwaiter().GetResult();
        }

        return name;
    }

    private static Task DropAsync(TestCluster cluster, string name) => ExecuteAsync(cluster, $"drop database if exists {name} with (force)");

    private static string NextName() => $"care_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";

    private static async Task ExecuteAsync(TestCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.AdministratorConnectionString());
        await connection.OpenAsync();
        // Making and dropping databases waits for checkpoints, which a busy machine takes its time for.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
