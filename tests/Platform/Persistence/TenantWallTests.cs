using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class TenantWallTests : IAsyncLifetime
{
    private static readonly Guid Harbor = Guid.Parse("0198c0de-0000-7000-8000-000000000001");
    private static readonly Guid Meadow = Guid.Parse("0198c0de-0000-7000-8000-000000000002");

    private static readonly MigrationSet Intake = MigrationSet.From("intake", [new Migration(1, "0001-note", """
        grant usage on schema intake to care_app;
        create table intake.note (tenant_id uuid not null, id uuid primary key, text text not null);
        call platform.protect('intake.note');
        create table intake.entry (tenant_id uuid not null, id uuid primary key);
        call platform.protect('intake.entry', 'select, insert');
        """)]);

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await TestDatabase.CreateAsync(MigrationSet.Of("platform", typeof(Migrator).Assembly), Intake);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_tenant_sees_and_changes_its_own_rows_only()
    {
        await RunAsAsync(Harbor, "insert into intake.note (id, text) values (gen_random_uuid(), 'of harbor')");
        await RunAsAsync(Meadow, "insert into intake.note (id, text) values (gen_random_uuid(), 'of meadow')");

        Assert.Equal("of harbor", await AskAsAsync(Harbor, "select string_agg(text, ', ') from intake.note"));
        Assert.Equal(0, await RunAsAsync(Harbor, "update intake.note set text = 'taken' where text = 'of meadow'"));
        Assert.Equal(0, await RunAsAsync(Harbor, "delete from intake.note where text = 'of meadow'"));
        Assert.Equal("of meadow", await AskAsAsync(Meadow, "select string_agg(text, ', ') from intake.note"));
    }

    [Fact]
    public async Task A_row_for_another_tenant_is_refused()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => RunAsAsync(Harbor, $"insert into intake.note (tenant_id, id, text) values ('{Meadow}', gen_random_uuid(), 'planted')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Without_a_tenant_nothing_is_seen_and_nothing_written()
    {
        await RunAsAsync(Harbor, "insert into intake.note (id, text) values (gen_random_uuid(), 'of harbor')");

        Assert.Equal(0L, await AskAsAsync(tenant: null, "select count(*) from intake.note"));
        await Assert.ThrowsAsync<PostgresException>(
            () => RunAsAsync(tenant: null, "insert into intake.note (id, text) values (gen_random_uuid(), 'of nobody')"));
    }

    [Fact]
    public async Task Only_the_named_privileges_are_granted()
    {
        await RunAsAsync(Harbor, "insert into intake.entry (id) values (gen_random_uuid())");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsAsync(Harbor, "delete from intake.entry"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_wall_stands_before_the_owner_too()
    {
        await RunAsAsync(Harbor, "insert into intake.note (id, text) values (gen_random_uuid(), 'of harbor')");
        await using var command = _database.Administrator.CreateCommand(
            "select relrowsecurity and relforcerowsecurity from pg_class where oid = 'intake.note'::regclass");
        Assert.Equal(true, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_migration_changes_the_rows_of_all_tenants_and_nothing_else_of_the_owner_does()
    {
        await RunAsAsync(Harbor, "insert into intake.note (id, text) values (gen_random_uuid(), 'old')");
        await RunAsAsync(Meadow, "insert into intake.note (id, text) values (gen_random_uuid(), 'old')");
        var files = MigrationSet.From("intake", [.. Intake.Migrations, new Migration(2, "0002-new", "update intake.note set text = 'new';")]);
        await new Migrator(_database.AdministratorConnectionString, [files]).MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal("new", await AskAsAsync(Harbor, "select string_agg(text, ', ') from intake.note"));
        Assert.Equal("new", await AskAsAsync(Meadow, "select string_agg(text, ', ') from intake.note"));
        await using var connection = await _database.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var asOwner = new NpgsqlCommand("set role care_owner; select count(*) from intake.note", connection);
        Assert.Equal(0L, await asOwner.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_table_without_a_tenant_cannot_be_protected()
    {
        var bare = MigrationSet.From("bare", [new Migration(1, "0001-bare", """
            create table bare.thing (id uuid primary key);
            call platform.protect('bare.thing');
            """)]);
        var refusal = await Assert.ThrowsAsync<MigrationException>(
            () => new Migrator(_database.AdministratorConnectionString, [bare]).MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("bare.thing has no column \"tenant_id uuid not null\"", refusal.Message, StringComparison.Ordinal);
    }

    private Task<int> RunAsAsync(Guid? tenant, string sql) =>
        InTransactionAsync(tenant, sql, command => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

    private Task<object?> AskAsAsync(Guid? tenant, string sql) =>
        InTransactionAsync(tenant, sql, command => command.ExecuteScalarAsync(TestContext.Current.CancellationToken));

    private async Task<T> InTransactionAsync<T>(Guid? tenant, string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var connection = await _database.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var set = new NpgsqlCommand("select set_config('app.tenant', $1, true)", connection, transaction)
        {
            Parameters = { new() { Value = tenant?.ToString() ?? "" } },
        };
        await set.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        var result = await run(command);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return result;
    }
}
