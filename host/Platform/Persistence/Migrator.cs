using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Brings a database to the state of this program: each set in the order given, each file in a transaction of its own.</summary>
/// <param name="connectionString">A login of care_owner, or of a superuser, who then acts as care_owner.</param>
/// <param name="sets">The sets in order; a set may build on the ones before it, and all build on <c>platform</c>.</param>
public sealed class Migrator(string connectionString, IReadOnlyList<MigrationSet> sets)
{
    /// <summary>Applies what is missing and returns it, as schema/name. Two hosts at once take turns; the second finds nothing to do.</summary>
    /// <exception cref="MigrationException">The database contradicts the program, or a file fails; that file then left nothing behind.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct = default)
    {
        await using var connection = await OpenAsync(ct);
        await ExecuteAsync(connection, "select pg_advisory_lock(hashtextextended('careplatform migrations', 0))", ct);
        var applied = await AppliedMigrations.ReadAsync(connection, make: true, ct);

        // Every contradiction is found before the first change.
        var missing = sets.Select(set => (set.Schema, Files: applied.Missing(set))).ToList();
        var done = new List<string>();
        foreach (var (schema, files) in missing)
        {
            foreach (var file in files)
            {
                await ApplyAsync(connection, schema, file, ct);
                done.Add($"{schema}/{file.Name}");
            }
        }

        return done;
    }

    /// <summary>What is missing, as schema/name; changes nothing, so that the application's own login is enough.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(WithoutPool(connectionString));
        await connection.OpenAsync(ct);
        var applied = await AppliedMigrations.ReadAsync(connection, make: false, ct);
        return [.. sets.SelectMany(set => applied.Missing(set).Select(file => $"{set.Schema}/{file.Name}"))];
    }

    // The session ends with the connection, and with it the lock and the role.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(WithoutPool(connectionString));
        try
        {
            await connection.OpenAsync(ct);
            await ExecuteAsync(connection, $"set role {DatabaseRoles.Owner}", ct);
            return connection;
        }
        catch (PostgresException cause) when (cause.SqlState is PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.InvalidParameterValue)
        {
            await connection.DisposeAsync();
            throw new MigrationException(
                $"The login {new NpgsqlConnectionStringBuilder(connectionString).Username} may not act as {DatabaseRoles.Owner} " +
                "(or that role is missing): migrate with the owner's login, and run infra/database/roles.sql once per server.", cause);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string schema, Migration file, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await ExecuteAsync(connection, $"set local app.migrating = 'on'; create schema if not exists {schema}", ct);
            await ExecuteAsync(connection, file.Sql, ct);
        }
        catch (PostgresException cause)
        {
            throw new MigrationException(
                $"The migration {schema}/{file.Name} failed: {cause.MessageText} ({cause.SqlState}). " +
                "Nothing of this file was kept.", cause);
        }

        await using var record = new NpgsqlCommand(
            "insert into platform.applied_migration (schema_name, number, name, checksum) values ($1, $2, $3, $4)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = schema },
                new() { Value = file.Number },
                new() { Value = file.Name },
                new() { Value = file.Checksum },
            },
        };
        await record.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // A migration may build an index over years of rows.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string WithoutPool(string text) => new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString;
}
