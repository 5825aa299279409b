using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Holds a migrated database against an EF model, so that the hand-written SQL and the model cannot drift apart.</summary>
/// <remarks>
/// Compared: the columns of every table of the model (name, type, nullability), primary keys and unique indexes.
/// Not compared, because EF does not know or need them: row-level security, grants, comments, checks, triggers, default values,
/// foreign keys, indexes that are not unique, unique indexes over expressions, and columns that the database fills by itself
/// and the model leaves out. Names of keys and indexes do not matter either.
/// </remarks>
public static class SchemaDrift
{
    /// <summary>Makes the model's own database beside the migrated one, compares the two and drops it again.</summary>
    /// <returns>One sentence for each difference; empty when there is none.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(
        DbContext context, string administratorConnectionString, CancellationToken ct = default)
    {
        var migrated = new NpgsqlConnectionStringBuilder(administratorConnectionString) { Pooling = false };
        var model = new NpgsqlConnectionStringBuilder(migrated.ConnectionString) { Database = $"{migrated.Database}_{context.GetType().Name}" };
        await ExecuteAsync(migrated, $"drop database if exists \"{model.Database}\" with (force)", ct);
        await ExecuteAsync(migrated, $"create database \"{model.Database}\" encoding 'UTF8'", ct);
        try
        {
            await ExecuteAsync(model, context.Database.GenerateCreateScript(), ct);
            return Differences(await TableShape.ReadAsync(model, ct), await TableShape.ReadAsync(migrated, ct));
        }
        finally
        {
            await ExecuteAsync(migrated, $"drop database if exists \"{model.Database}\" with (force)", CancellationToken.None);
        }
    }

    private static List<string> Differences(IReadOnlyDictionary<string, TableShape> model, IReadOnlyDictionary<string, TableShape> migrated)
    {
        var differences = new List<string>();
        foreach (var (name, table) in model)
        {
            if (migrated.TryGetValue(name, out var actual))
            {
                differences.AddRange(ColumnDifferences(name, table, actual));
                differences.AddRange(KeyDifferences(name, table, actual));
            }
            else
            {
                differences.Add($"{name}: the model has this table, the migrated database has not.");
            }
        }

        return differences;
    }

    private static IEnumerable<string> ColumnDifferences(string table, TableShape model, TableShape migrated)
    {
        foreach (var (name, column) in model.Columns)
        {
            if (!migrated.Columns.TryGetValue(name, out var actual))
            {
                yield return $"{table}.{name}: the model has this column ({column}), the migrated table has not.";
            }
            else if (column.Type != actual.Type || column.Required != actual.Required)
            {
                yield return $"{table}.{name}: the model says {column}, the migrated table {actual}.";
            }
        }

        foreach (var (name, column) in migrated.Columns.Where(column => !column.Value.FillsItself && !model.Columns.ContainsKey(column.Key)))
        {
            yield return $"{table}.{name}: the migrated table has this column ({column}), the model has not, and nothing fills it.";
        }
    }

    private static IEnumerable<string> KeyDifferences(string table, TableShape model, TableShape migrated)
    {
        if (model.PrimaryKey != migrated.PrimaryKey)
        {
            yield return $"{table}: the model's primary key is ({model.PrimaryKey}), the migrated table's ({migrated.PrimaryKey}).";
        }

        foreach (var index in model.UniqueIndexes.Except(migrated.UniqueIndexes))
        {
            yield return $"{table}: the model has a unique index on {index}, the migrated table has not.";
        }

        foreach (var index in migrated.UniqueIndexes.Except(model.UniqueIndexes))
        {
            yield return $"{table}: the migrated table has a unique index on {index}, the model has not.";
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnectionStringBuilder target, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
