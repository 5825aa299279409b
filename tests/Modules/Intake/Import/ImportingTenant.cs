using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>A tenant in New York with a database of its own, into which a test imports.</summary>
internal sealed class ImportingTenant : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Databases _databases;
    private readonly Tenant _tenant;

    private ImportingTenant(TestDatabase database, string[] features)
    {
        _database = database;
        _databases = new Databases(database.ApplicationConnectionString);
        _tenant = new Tenant(
            TenantId.From(Guid.CreateVersion7()), "harbor", "Harbor", database.Name, "test",
            TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Sandbox: false, TimeSpan.Zero, new FeatureSet(features));
    }

    public static Task<ImportingTenant> CreateAsync() => CreateAsync("intake.import");

    public static async Task<ImportingTenant> CreateAsync(params string[] features) => new(
        await TestDatabase.CreateAsync(
            MigrationSet.Of("platform", typeof(Session).Assembly),
            MigrationSet.Of("messaging", typeof(EventLog).Assembly),
            MigrationSet.Of("intake", typeof(ImportPeople).Assembly)),
        features);

    public Task<ImportReport> ImportAsync(string path) => ImportAsync(path, progress: null, TestContext.Current.CancellationToken);

    public async Task<ImportReport> ImportAsync(string path, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        await using var session = new Session(_databases);
        session.Begin(_tenant, Actor.System, Guid.CreateVersion7());
        return await ImportPeople.Run(path, session, AppendAsync, progress, ct);
    }

    /// <summary>The single value that the administrator sees.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _database.Administrator.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every row of the tables that an import writes, with its place in the table: equal only when nothing was written.</summary>
    public Task<string> StateAsync() => ScalarAsync<string>("""
        select string_agg(row, chr(10) order by row) from (
            select 'client ' || ctid || xmin || t::text as row from intake.clients t
            union all select 'version ' || ctid || xmin || t::text from intake.client_versions t
            union all select 'identifier ' || ctid || xmin || t::text from intake.client_identifiers t
            union all select 'name ' || ctid || xmin || t::text from intake.prior_names t
            union all select 'key ' || ctid || xmin || t::text from intake.match_keys t
            union all select 'address ' || ctid || xmin || t::text from intake.addresses t
            union all select 'contact ' || ctid || xmin || t::text from intake.contact_points t
            union all select 'coverage ' || ctid || xmin || t::text from intake.coverages t
            union all select 'organisation ' || ctid || xmin || t::text from intake.care_organisations t
            union all select 'practitioner ' || ctid || xmin || t::text from intake.practitioners t
            union all select 'encounter ' || ctid || xmin || t::text from intake.encounters t
            union all select 'condition ' || ctid || xmin || t::text from intake.conditions t
            union all select 'observation ' || ctid || xmin || t::text from intake.observations t
            union all select 'event ' || t.position || t.type || t.stream from messaging.log t) all_rows
        """);

    public async ValueTask DisposeAsync()
    {
        await _databases.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task AppendAsync(Session session, IReadOnlyList<object> events, CancellationToken ct) =>
        await EventLog.Append(
            session.Transaction,
            [
                .. events.Cast<ClientRegistered>().Select(e => new NewEvent(
                    e.Client.ToString(), "intake.client-registered@1", JsonSerializer.Serialize(e, IdJson.Options), session.Clock.GetUtcNow())),
            ],
            ct);
}
