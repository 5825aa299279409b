using System.Collections.Concurrent;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Testing;

/// <summary>
/// The PostgreSQL server of this test process: an embedded one that does not outlive it, or the server that CARE_TEST_PG names
/// (the connection string of a superuser; only databases made here are touched).
/// </summary>
public sealed class TestCluster
{
    private const string Prefix = "care-test-";
    private static readonly Lazy<Task<TestCluster>> Started = new(StartAsync);

    private readonly EmbeddedPostgres? _embedded;
    private readonly NpgsqlConnectionStringBuilder _administrator;
    private readonly ConcurrentBag<Func<Task>> _leaving = [];
    private readonly Lazy<Task> _end;

    private TestCluster(EmbeddedPostgres? embedded, string administrator)
    {
        _embedded = embedded;
        _end = new(End);
        _administrator = new NpgsqlConnectionStringBuilder(administrator) { IncludeErrorDetail = true };
    }

    /// <summary>Starts with the first test that asks.</summary>
    public static Task<TestCluster> Shared => Started.Value;

    /// <summary>Ends it, if a test has started it: its hosts leave, and then an embedded server goes.</summary>
    internal static Task EndAsync() => Started.IsValueCreated ? Ended() : Task.CompletedTask;

    /// <summary>Does this before the process ends and the server with it: hosts leave first.</summary>
    internal void BeforeEnd(Func<Task> leave) => _leaving.Add(leave);

    /// <summary>True for a server that was there before and stays.</summary>
    internal bool OutlivesTests => _embedded is null;

    /// <summary>The password that care_app has here; null where the server asks for none.</summary>
    internal string? ApplicationPassword => string.IsNullOrEmpty(_administrator.Password) ? null : _administrator.Password;

    /// <summary>The superuser in the named database: for set-up, never for what is tested.</summary>
    public string AdministratorConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(_administrator.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>What the product uses: care_app.</summary>
    public string ApplicationConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(_administrator.ConnectionString)
        {
            Database = database,
            Username = DatabaseRoles.Application,
            Password = ApplicationPassword,
        }.ConnectionString;

    private static async Task<TestCluster> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CARE_TEST_PG") is { Length: > 0 } external)
        {
            return EndingWithTheProcess(new TestCluster(embedded: null, external));
        }

        await RemoveLeftoversAsync();
        var embedded = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions
        {
            StateDirectory = Path.Combine(Path.GetTempPath(), Prefix + Path.GetRandomFileName()),
            Programs = Environment.GetEnvironmentVariable("CARE_PG_BIN"),
            Durable = false,
            // Tests keep many hosts in one process, and start more beside it.
            MaxConnections = 500,
        });
        return EndingWithTheProcess(new TestCluster(embedded, embedded.AdministratorConnectionString()));
    }

    // The run ends it (TestProcess). A process that leaves without one, such as a benchmark or a run that is broken off, does it here.
    private static TestCluster EndingWithTheProcess(TestCluster cluster)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster._end.Value.GetAwaiter().GetResult();
        return cluster;
    }

    private static async Task Ended()
    {
        var cluster = await Started.Value;
        await cluster._end.Value;
    }

    // A test process that was killed could not clean up after itself.
    private static async Task RemoveLeftoversAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (!File.Exists(Path.Combine(folder, "hosts.lock")))
            {
                continue;
            }

            try
            {
                await EmbeddedPostgres.TryRemoveAsync(folder);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or EmbeddedPostgresException)
            {
                // Another test process cleans up the same folder, or it belongs to another user.
            }
        }
    }

    private async Task End()
    {
        await Task.WhenAll(_leaving.Select(leave => leave()));
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
            await EmbeddedPostgres.TryRemoveAsync(_embedded.StateDirectory);
        }
    }
}
