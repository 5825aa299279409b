using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class MigratorTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Files_run_in_order_once_and_belong_to_the_owner()
    {
        var first = new Migration(1, "0001-ward", "create table intake.ward (id uuid primary key);");
        var second = new Migration(2, "0002-bed", "create table intake.bed (id uuid primary key, ward uuid references intake.ward);");

        Assert.Equal(["intake/0001-ward"], await MigrateAsync(first));
        Assert.Equal(["intake/0002-bed"], await MigrateAsync(second, first));
        Assert.Empty(await MigrateAsync(first, second));
        Assert.Equal("care_owner", await AskAsync("select tableowner from pg_tables where tablename = 'bed'"));
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_says_why()
    {
        var good = new Migration(1, "0001-good", "create table intake.good (id uuid);");
        var bad = new Migration(2, "0002-bad", "create table intake.half (id uuid);\n\ncreate table intake.bad (id unheard_of);\n");

        var refusal = await RefusalAsync(good, bad);
        Assert.Contains("intake/0002-bad failed: type \"unheard_of\" does not exist", refusal, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await AskAsync("select to_regclass('intake.half')::text"));
        Assert.Equal(["intake/0002-bad"], await MigrateAsync(good, bad with { Sql = "select 1;" }));
    }

    [Fact]
    public async Task A_file_changed_after_it_was_applied_is_refused_before_anything_runs()
    {
        var first = new Migration(1, "0001-ward", "create table intake.ward (id uuid);");
        await MigrateAsync(first);

        var changed = new Migration(1, "0001-ward", "create table intake.ward (id uuid, name text);");
        var refusal = await RefusalAsync(changed, new Migration(2, "0002-bed", "create table intake.bed (id uuid);"));
        Assert.Contains("intake/0001-ward was changed after it was applied", refusal, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await AskAsync("select to_regclass('intake.bed')::text"));
    }

    [Fact]
    public async Task A_newer_database_refuses_an_older_program()
    {
        var first = new Migration(1, "0001-ward", "select 1;");
        await MigrateAsync(first, new Migration(2, "0002-bed", "select 1;"));

        Assert.Contains("the database is newer", await RefusalAsync(first), StringComparison.Ordinal);
        var pending = await Assert.ThrowsAsync<MigrationException>(
            () => RunnerOf(_database.ApplicationConnectionString, first).PendingAsync(TestContext.Current.CancellationToken));
        Assert.Contains("intake/0002-bed", pending.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_sorts_before_an_applied_one_is_refused()
    {
        var second = new Migration(2, "0002-bed", "select 1;");
        await MigrateAsync(second);
        var refusal = await RefusalAsync(new Migration(1, "0001-ward", "select 1;"), second);
        Assert.Contains("give it a number above 0002", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runners_at_the_same_moment_take_turns()
    {
        // Without turns the second runner would find the table there already.
        var file = new Migration(1, "0001-ward", "create table intake.ward (id uuid); select pg_sleep(0.05);");
        var done = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => MigrateAsync(file)));
        Assert.Single(done, applied => applied.Count == 1);
        Assert.Equal(4, done.Count(applied => applied.Count == 0));
    }

    [Fact]
    public async Task The_application_sees_what_is_pending_but_may_not_migrate()
    {
        var platform = MigrationSet.Of("platform", typeof(Migrator).Assembly);
        await new Migrator(_database.AdministratorConnectionString, [platform]).MigrateAsync(TestContext.Current.CancellationToken);

        var runner = RunnerOf(_database.ApplicationConnectionString, new Migration(1, "0001-ward", "select 1;"));
        Assert.Equal(["intake/0001-ward"], await runner.PendingAsync(TestContext.Current.CancellationToken));
        var refusal = await Assert.ThrowsAsync<MigrationException>(() => runner.MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("The login care_app may not act as care_owner", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_with_one_number_are_refused()
    {
        var refusal = Assert.Throws<MigrationException>(
            () => MigrationSet.From("intake", [new(1, "0001-a", "select 1;"), new(1, "0001-b", "select 1;")]));
        Assert.Contains("0001-a, 0001-b", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_migrations_is_refused()
    {
        var refusal = Assert.Throws<MigrationException>(() => MigrationSet.Of("intake", typeof(TestDatabase).Assembly));
        Assert.Contains("CarePlatform.Testing embeds no file", refusal.Message, StringComparison.Ordinal);
    }

    private static Migrator RunnerOf(string connectionString, params Migration[] files) =>
        new(connectionString, [MigrationSet.From("intake", files)]);

    private Task<IReadOnlyList<string>> MigrateAsync(params Migration[] files) =>
        RunnerOf(_database.AdministratorConnectionString, files).MigrateAsync(TestContext.Current.CancellationToken);

    private async Task<string> RefusalAsync(params Migration[] files) =>
        (await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(files))).Message;

    private async Task<object?> AskAsync(string sql)
    {
        await using var command = _database.Administrator.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
