using Npgsql;

namespace CarePlatform.Platform;

/// <summary>What a database says has been applied to it, held against what the program brings.</summary>
internal sealed class AppliedMigrations
{
    private const string MakeTable = """
        create schema if not exists platform;
        create table if not exists platform.applied_migration (
            schema_name text not null,
            number integer not null,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default clock_timestamp(),
            primary key (schema_name, number)
        );
        comment on table platform.applied_migration is 'Shared: which migration files this database has, for all tenants alike';
        grant usage on schema platform to care_app;
        grant select on platform.applied_migration to care_app;
        """;

    private readonly ILookup<string, (int Number, string Name, string Checksum)> _bySchema;

    private AppliedMigrations(IEnumerable<(string Schema, int Number, string Name, string Checksum)> rows) =>
        _bySchema = rows.ToLookup(row => row.Schema, row => (row.Number, row.Name, row.Checksum));

    /// <summary>Reads the record, and makes its table where it is missing and may be made.</summary>
    public static async Task<AppliedMigrations> ReadAsync(NpgsqlConnection connection, bool make, CancellationToken ct)
    {
        var rows = new List<(string, int, string, string)>();
        await using var exists = new NpgsqlCommand("select to_regclass('platform.applied_migration') is not null", connection);
        if (await exists.ExecuteScalarAsync(ct) is false)
        {
            if (make)
            {
                await using var table = new NpgsqlCommand(MakeTable, connection);
                await table.ExecuteNonQueryAsync(ct);
            }

            return new AppliedMigrations(rows);
        }

        await using var command = new NpgsqlCommand(
            "select schema_name, number, name, checksum from platform.applied_migration order by schema_name, number", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add((reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3)));
        }

        return new AppliedMigrations(rows);
    }

    /// <summary>The files of the set that the database lacks, in order.</summary>
    /// <exception cref="MigrationException">Database and program contradict each other.</exception>
    public IReadOnlyList<Migration> Missing(MigrationSet set)
    {
        var program = set.Migrations.ToDictionary(migration => migration.Number);
        foreach (var (number, name, checksum) in _bySchema[set.Schema])
        {
            if (!program.TryGetValue(number, out var migration))
            {
                throw new MigrationException(
                    $"The database has the migration {set.Schema}/{name}, which this program does not know: the database is newer. " +
                    "Run the program version that made it, or a newer one.");
            }

            if (migration.Checksum != checksum)
            {
                throw new MigrationException(
                    $"The migration {set.Schema}/{migration.Name} was changed after it was applied to this database (as {name}): " +
                    "put the file back as it was, and write the change as a new migration with the next number.");
            }
        }

        var last = _bySchema[set.Schema].Select(applied => applied.Number).DefaultIfEmpty().Max();
        var missing = set.Migrations.Where(migration => !_bySchema[set.Schema].Any(applied => applied.Number == migration.Number)).ToList();
        return missing.Find(migration => migration.Number < last) is { } late
            ? throw new MigrationException(
                $"The migration {set.Schema}/{late.Name} comes before {last:0000}, which this database has already: " +
                $"give it a number above {last:0000}.")
            : missing;
    }
}
