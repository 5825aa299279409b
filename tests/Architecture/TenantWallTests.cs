using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>The wall between tenants, for every table that the migrations make; none is listed by hand.</summary>
public sealed class TenantWallTests : IAsyncLifetime
{
    private TestDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync([.. PlatformSetup.Migrations(LoadedModules.All)]);

    public async ValueTask DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task Every_table_belongs_to_tenants_or_says_why_it_is_shared() => Assert.Empty(await Ask("""
        select c.oid::regclass::text
        from pg_class c
        where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace::regnamespace::text = any($1)
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
          and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'Shared: %'
        """));

    [Fact]
    public async Task Every_tenant_table_forces_row_level_security_with_a_policy_for_the_application() => Assert.Empty(await Ask("""
        select c.oid::regclass::text
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any($1)
          and not (c.relrowsecurity and c.relforcerowsecurity
                   and (c.relispartition or exists (
                        select from pg_policy p where p.polrelid = c.oid and 'care_app'::regrole = any(p.polroles)
                          and pg_get_expr(p.polqual, p.polrelid) like '%tenant_id =%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%tenant_id =%')))
        """));

    [Fact]
    public async Task The_application_sees_no_row_of_any_tenant_table_without_a_tenant()
    {
        var tables = await Ask("""
            select c.oid::regclass::text
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any($1) and has_table_privilege('care_app', c.oid, 'select')
            """);
        Assert.NotEmpty(tables);
        await using var connection = await _database!.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
            Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task The_applications_roles_own_nothing_and_cannot_pass_the_wall() => Assert.Empty(await Ask("""
        select r.rolname || ' ' || coalesce(c.oid::regclass::text, 'may bypass')
        from pg_roles r left join pg_class c on c.relowner = r.oid
        where r.rolname in ('care_app', 'care_relay') and (r.rolsuper or r.rolbypassrls or c.oid is not null) and $1::text[] is not null
        """));

    // The log is appended to by everybody and emptied by position; of the others of its schema there are few rows.
    [Fact]
    public async Task Every_tenant_table_goes_with_its_sandbox_and_is_found_by_its_tenant() => Assert.Empty(await Ask("""
        select c.oid::regclass::text
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace::regnamespace::text = any($1) and c.relnamespace::regnamespace::text <> 'messaging'
          and (not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null)
               or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'sandbox_is_seen')
               or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'sandbox_goes' and pg_get_expr(p.polqual, p.polrelid) like '%is_sandbox()%'))
        """));

    private async Task<IReadOnlyList<string>> Ask(string sql)
    {
        string[] schemas = [.. PlatformSetup.Migrations(LoadedModules.All).Select(s => s.Schema)];
        await using var command = _database!.Administrator.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = schemas });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
