using CarePlatform.Messaging;
using CarePlatform.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A fresh database with the log's tables and a table that takes down every effect, in the order of their transactions.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private static readonly MigrationSet[] Sets =
    [
        MigrationSet.Of("platform", typeof(MigrationSet).Assembly),
        MigrationSet.Of("messaging", typeof(EventLog).Assembly),
        MigrationSet.From("test", [new Migration(1, "0001-test", """
            grant usage on schema test to care_app;
            create table test.effect (
                id bigserial primary key, subscriber text not null, tenant_id uuid not null, stream text not null, position bigint not null,
                note text);
            grant select, insert on test.effect to care_app;
            grant usage on sequence test.effect_id_seq to care_app;
            """)]),
    ];

    private readonly IAsyncDisposable? _database;
    private readonly List<LogHost> _hosts = [];

    private TestLog(string application, string administrator, IAsyncDisposable? database)
    {
        _database = database;
        Application = new NpgsqlConnectionStringBuilder(application)
        {
            MaxPoolSize = 40,
            MaxAutoPrepare = 30,
            AutoPrepareMinUsages = 2,
        }.ConnectionString;
        Source = NpgsqlDataSource.Create(Application);
        Superuser = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(administrator) { Pooling = false }.ConnectionString);
    }

    /// <summary>The connection string of the application's role.</summary>
    public string Application { get; }

    public NpgsqlDataSource Source { get; }

    public NpgsqlDataSource Superuser { get; }

    public static async Task<TestLog> Create()
    {
        var database = await TestDatabase.CreateAsync(Sets);
        return new(database.ApplicationConnectionString, database.AdministratorConnectionString, database);
    }

    /// <summary>A log on a server of the test's own, which it can stop and start.</summary>
    public static async Task<TestLog> On(EmbeddedPostgres server)
    {
        await DatabaseBootstrap.EnsureAsync(server.AdministratorConnectionString(), "care", server.ApplicationPassword, Ct);
        await new Migrator(server.AdministratorConnectionString("care"), Sets).MigrateAsync(Ct);
        return new(server.ApplicationConnectionString("care"), server.AdministratorConnectionString("care"), database: null);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Writes down that the event took effect, in the effects' own transaction.</summary>
    public static async Task Record(string subscriber, LoggedEvent logged, Delivery delivery, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into test.effect (subscriber, tenant_id, stream, position) values ($1, $2, $3, $4)", delivery.Connection, delivery.Transaction)
        {
            Parameters =
            {
                new() { Value = subscriber }, new() { Value = logged.Tenant }, new() { Value = logged.Stream },
                new() { Value = logged.Position },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A subscriber that writes down each event.</summary>
    public static Subscriber Recorder(string name, params string[] types) =>
        Subscriber.Each(name, (logged, delivery, ct) => Record(name, logged, delivery, ct), types);

    public static NewEvent Happened(string stream, string type = "tests.happened@1", string payload = "{}") =>
        new(stream, type, payload, TimeProvider.System.GetUtcNow());

    public Task<long> Append(Guid tenant, params NewEvent[] events) =>
        InTenant(tenant, transaction => EventLog.Append(transaction, events, Ct));

    public async Task<T> InTenant<T>(Guid tenant, Func<NpgsqlTransaction, Task<T>> work)
    {
        await using var connection = await Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await Enter(transaction, tenant);
        var result = await work(transaction);
        await transaction.CommitAsync(Ct);
        return result;
    }

    public Task InTenant(Guid tenant, Func<NpgsqlTransaction, Task> work) => InTenant(tenant, async transaction =>
    {
        await work(transaction);
        return true;
    });

    public static async Task Enter(NpgsqlTransaction transaction, Guid tenant)
    {
        await using var command = new NpgsqlCommand("select set_config('app.tenant', $1, true)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = tenant.ToString() } },
        };
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>A host that polls seldom (so that a test that passes was woken) and takes lanes over quickly.</summary>
    public async Task<LogHost> Start(Action<MessagingOptions> configure, TimeSpan? lease = null)
    {
        var options = new MessagingOptions { LeaseDuration = lease ?? TimeSpan.FromSeconds(6), PollInterval = TimeSpan.FromSeconds(5) };
        configure(options);
        var host = new LogHost(Source, options, TimeProvider.System, NullLogger<LogHost>.Instance);
        _hosts.Add(host);
        await host.Start(Ct);
        return host;
    }

    public Task<LogHost> Start(params Subscriber[] subscribers) => Start(options => Array.ForEach(subscribers, s => options.Subscribe(s)));

    public static Guid NewTenant() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>What took effect for a subscriber, in the order in which it did.</summary>
    public async Task<List<(Guid Tenant, string Stream, long Position)>> Effects(string subscriber)
    {
        await using var command = Superuser.CreateCommand("select tenant_id, stream, position from test.effect where subscriber = $1 order by id");
        command.Parameters.Add(new() { Value = subscriber });
        await using var row = await command.ExecuteReaderAsync(Ct);
        var effects = new List<(Guid, string, long)>();
        while (await row.ReadAsync(Ct))
        {
            effects.Add((row.GetGuid(0), row.GetString(1), row.GetInt64(2)));
        }

        return effects;
    }

    /// <summary>What is in the log, in the order of its positions.</summary>
    public async Task<List<(Guid Tenant, string Stream, long Position)>> Logged()
    {
        await using var command = Superuser.CreateCommand("select tenant_id, stream, position from messaging.log order by position");
        await using var row = await command.ExecuteReaderAsync(Ct);
        var events = new List<(Guid, string, long)>();
        while (await row.ReadAsync(Ct))
        {
            events.Add((row.GetGuid(0), row.GetString(1), row.GetInt64(2)));
        }

        return events;
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>Asks again and again until the database says yes.</summary>
    public async Task Until(string condition)
    {
        while (!await Scalar<bool>($"select coalesce({condition}, false)"))
        {
            Ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Everything in the log took effect exactly once, and in order within each stream.</summary>
    public async Task NothingIsLostDoubledOrReordered(string subscriber)
    {
        var logged = await Logged();
        var effects = await Effects(subscriber);
        var lost = logged.Except(effects).Select(e => e.Position);
        var doubled = effects.CountBy(e => e.Position).Where(c => c.Value > 1).Select(c => c.Key);
        Assert.Equal("lost: ; doubled: ", $"lost: {string.Join(' ', lost)}; doubled: {string.Join(' ', doubled)}");
        Assert.Equal(
            logged.GroupBy(e => (e.Tenant, e.Stream)).OrderBy(g => g.Key).Select(g => (g.Key, string.Join(',', g.Select(e => e.Position)))),
            effects.GroupBy(e => (e.Tenant, e.Stream)).OrderBy(g => g.Key).Select(g => (g.Key, string.Join(',', g.Select(e => e.Position)))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await Source.DisposeAsync();
        await Superuser.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
