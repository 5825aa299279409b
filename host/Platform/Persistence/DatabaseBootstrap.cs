using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Makes the roles and an empty database on a server where the product is the superuser: the embedded one, or one for tests.</summary>
public static class DatabaseBootstrap
{
    /// <summary>Makes what is missing; running it again, or twice at once, changes nothing.</summary>
    /// <param name="administratorConnectionString">A superuser, in any database.</param>
    /// <param name="database">The database to make, owned by care_owner.</param>
    /// <param name="applicationPassword">The password that care_app shall have; null leaves it alone.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static async Task EnsureAsync(
        string administratorConnectionString, string database, string? applicationPassword, CancellationToken ct = default)
    {
        var text = new NpgsqlConnectionStringBuilder(administratorConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(ct);

        // Roles belong to the whole server, so hosts take turns in the one database that all of them know.
        await ExecuteAsync(connection, "select pg_advisory_lock(hashtextextended('careplatform bootstrap', 0))", ct);
        await ExecuteAsync(connection, await RolesAsync(ct), ct);
        if (applicationPassword is not null)
        {
            await ExecuteAsync(connection, $"alter role {DatabaseRoles.Application} password {Literal(applicationPassword)}", ct);
        }

        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection)
        {
            Parameters = { new() { Value = database } },
        };
        if (await exists.ExecuteScalarAsync(ct) is false)
        {
            await ExecuteAsync(connection, $"create database {Identifier(database)} owner {DatabaseRoles.Owner} encoding 'UTF8'", ct);
        }
    }

    private static async Task<string> RolesAsync(CancellationToken ct)
    {
        using var reader = new StreamReader(typeof(DatabaseBootstrap).Assembly.GetManifestResourceStream("CarePlatform.Platform.roles.sql")!);
        return await reader.ReadToEndAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Identifier(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
