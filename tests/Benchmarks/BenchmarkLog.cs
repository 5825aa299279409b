using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>A database of its own with the log, a plain queue beside it, and a table that takes the effects of both.</summary>
internal sealed class BenchmarkLog : IAsyncDisposable
{
    private static readonly MigrationSet[] Sets =
    [
        MigrationSet.Of("platform", typeof(MigrationSet).Assembly),
        MigrationSet.Of("messaging", typeof(EventLog).Assembly),
        MigrationSet.From("bench", [new Migration(1, "0001-bench", """
            grant usage on schema bench to care_app;
            create table bench.queue (id bigserial primary key, tenant_id uuid not null, stream text not null, type text not null, payload jsonb not null);
            create table bench.effect (position bigint not null);
            grant select, insert, update, delete on all tables in schema bench to care_app;
            """)]),
    ];

    private static readonly Guid Tenant = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private readonly TestDatabase _database;

    private BenchmarkLog(TestDatabase database)
    {
        _database = database;
        Source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ApplicationConnectionString) { MaxAutoPrepare = 50 }.ConnectionString);
    }

    public NpgsqlDataSource Source { get; }

    public static async Task<BenchmarkLog> Create() => new(await TestDatabase.CreateAsync(Sets));

    public static async Task Enter(NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand("select set_config('app.tenant', $1, true)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = Tenant.ToString() } },
        };
        await command.ExecuteNonQueryAsync();
    }

    public static async Task Insert(NpgsqlTransaction transaction, long[] positions, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("insert into bench.effect select unnest($1)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = positions } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<List<long>> TakeFromQueue(NpgsqlTransaction transaction, int limit)
    {
        await using var command = new NpgsqlCommand(
            """
            delete from bench.queue where id in (select id from bench.queue order by id limit $1 for update skip locked)
            returning id, tenant_id, stream, type, payload
            """,
            transaction.Connection, transaction)
        {
            Parameters = { new() { Value = limit } },
        };
        await using var row = await command.ExecuteReaderAsync();
        var taken = new List<long>();
        while (await row.ReadAsync())
        {
            taken.Add(row.GetInt64(0));
            _ = (row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4));
        }

        return taken;
    }

    public async Task FillQueue(int rows, string payload)
    {
        await Run($"""
            insert into bench.queue (tenant_id, stream, type, payload)
            select '{Tenant}', 'stream-' || i % 1000, 'bench.happened@1', '{payload}' from generate_series(1, {rows}) i
            """);
        await Run("vacuum analyze bench.queue");
    }

    public Task Append(IReadOnlyList<NewEvent> events) => InTenant(transaction => EventLog.Append(transaction, events));

    public async Task InTenant(Func<NpgsqlTransaction, Task> work)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Enter(transaction);
        await work(transaction);
        await transaction.CommitAsync();
    }

    /// <summary>How many transactions the database has committed, this one included.</summary>
    public async Task<long> Transactions()
    {
        await using var command = Source.CreateCommand(
            "select pg_stat_force_next_flush(), pg_stat_clear_snapshot(), (select xact_commit from pg_stat_database where datname = current_database())");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return row.GetInt64(2);
    }

    public async Task<LogHost> Start(MessagingOptions options)
    {
        var host = new LogHost(Source, options, TimeProvider.System, NullLogger<LogHost>.Instance);
        await host.Start();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task Run(string sql)
    {
        await using var command = _database.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
