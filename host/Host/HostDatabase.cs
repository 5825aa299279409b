using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Host;

/// <summary>
/// The database of this host: the server that ConnectionStrings:CarePlatform names, or the embedded one when none is named,
/// which lives until disposed.
/// </summary>
internal sealed class HostDatabase : IAsyncDisposable
{
    public const string ConnectionName = "CarePlatform";
    private const string EmbeddedName = "careplatform";

    private HostDatabase(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        Embedded = embedded;
    }

    /// <summary>The application's own login, on a database that is in this program's state.</summary>
    public string ConnectionString { get; }

    /// <summary>Null when a server of the operator's is used.</summary>
    public EmbeddedPostgres? Embedded { get; }

    /// <summary>Opens the database for serving. The embedded one is migrated first; another must have been.</summary>
    public static async Task<HostDatabase> OpenAsync(IConfiguration configuration, IHostEnvironment environment, CancellationToken ct)
    {
        if (Configured(configuration) is { } connectionString)
        {
            await RequireApplicationLoginAsync(connectionString, ct);
            await RequireMigratedAsync(connectionString, ct);
            return new HostDatabase(connectionString, embedded: null);
        }

        var (embedded, _) = await OpenEmbeddedAsync(configuration, environment, ct);
        return new HostDatabase(embedded.ApplicationConnectionString(EmbeddedName), embedded);
    }

    /// <summary>Brings the database to this program's state and returns what was applied, as schema/name.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        IConfiguration configuration, IHostEnvironment environment, CancellationToken ct)
    {
        if (Configured(configuration) is { } connectionString)
        {
            return await ReachAsync(() => new Migrator(connectionString, CareHost.Migrations).MigrateAsync(ct));
        }

        var (embedded, applied) = await OpenEmbeddedAsync(configuration, environment, ct);
        await embedded.DisposeAsync();
        return applied;
    }

    /// <summary>Ends the embedded server, unless another host uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Embedded is not null)
        {
            await Embedded.DisposeAsync();
        }
    }

    private static async Task<(EmbeddedPostgres Embedded, IReadOnlyList<string> Applied)> OpenEmbeddedAsync(
        IConfiguration configuration, IHostEnvironment environment, CancellationToken ct)
    {
        if (environment.IsProduction())
        {
            throw new HostException(
                "No database is configured: set ConnectionStrings__CarePlatform (infra/database/README.md says how to prepare one). " +
                "The embedded PostgreSQL is for Development and demos only; set ASPNETCORE_ENVIRONMENT=Development to use it.");
        }

        var embedded = await EmbeddedPostgres.StartAsync(EmbeddedPostgresOptions.From(configuration), ct);
        try
        {
            await DatabaseBootstrap.EnsureAsync(embedded.AdministratorConnectionString(), EmbeddedName, embedded.ApplicationPassword, ct);
            var applied = await new Migrator(embedded.AdministratorConnectionString(EmbeddedName), CareHost.Migrations).MigrateAsync(ct);
            return (embedded, applied);
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    // A superuser, or any login that may bypass row-level security, would show every tenant to every other.
    private static async Task RequireApplicationLoginAsync(string connectionString, CancellationToken ct)
    {
        const string Question = """
            select exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)),
                   exists (select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'usage'))
            """;
        var (passesWalls, isApplication) = await ReachAsync(async () =>
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(Question, connection) { Parameters = { new() { Value = DatabaseRoles.Application } } };
            await using var answer = await command.ExecuteReaderAsync(ct);
            await answer.ReadAsync(ct);
            return (answer.GetBoolean(0), answer.GetBoolean(1));
        });
        if (passesWalls || !isApplication)
        {
            var login = new NpgsqlConnectionStringBuilder(connectionString).Username;
            throw new HostException(
                $"ConnectionStrings:CarePlatform signs in as {login}, which {(passesWalls ? "may see every tenant" : "lacks the application's rights")}: " +
                $"use the role {DatabaseRoles.Application} that infra/database/roles.sql makes.");
        }
    }

    private static async Task RequireMigratedAsync(string connectionString, CancellationToken ct)
    {
        var pending = await new Migrator(connectionString, CareHost.Migrations).PendingAsync(ct);
        if (pending.Count > 0)
        {
            throw new HostException(
                $"The database is older than this program (it lacks {string.Join(", ", pending)}): run './care migrate' with the login " +
                $"{DatabaseRoles.Owner}, then start again.");
        }
    }

    private static async Task<T> ReachAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException cause)
        {
            throw new HostException(
                $"The database that ConnectionStrings:CarePlatform names cannot be used ({cause.Message}): check server, name, login and password.",
                cause);
        }
    }

    private static string? Configured(IConfiguration configuration) =>
        configuration.GetConnectionString(ConnectionName) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
