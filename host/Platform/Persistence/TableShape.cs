using Npgsql;

namespace CarePlatform.Platform;

/// <summary>A column as the catalog tells it.</summary>
/// <param name="Type">The type with its length or precision, such as numeric(12,2).</param>
/// <param name="Required">Not null.</param>
/// <param name="FillsItself">A default, an identity or a generated value stands in when the writer gives none.</param>
internal sealed record ColumnShape(string Type, bool Required, bool FillsItself)
{
    public override string ToString() => Required ? $"{Type} not null" : Type;
}

/// <summary>The part of a table that an EF model can describe.</summary>
internal sealed class TableShape
{
    private const string ColumnsQuery = """
        select format('%I.%I', n.nspname, c.relname), a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.atthasdef or a.attidentity <> '' or a.attgenerated <> ''
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
        order by 1, a.attnum
        """;

    // indkey holds 0 for an expression; columns that are only included come after the key.
    private const string KeysQuery = """
        select format('%I.%I', n.nspname, c.relname), i.indisprimary,
               (select string_agg(a.attname, ', ' order by k.place)
                from unnest(i.indkey::int2[]) with ordinality k(attnum, place)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                where k.place <= i.indnkeyatts),
               coalesce(pg_get_expr(i.indpred, i.indrelid), ''), i.indnullsnotdistinct
        from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        where i.indisunique and not 0 = any (i.indkey::int2[])
          and c.relkind in ('r', 'p') and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
        """;

    private readonly Dictionary<string, ColumnShape> _columns = [];
    private readonly HashSet<string> _uniqueIndexes = [];

    public IReadOnlyDictionary<string, ColumnShape> Columns => _columns;

    /// <summary>Its columns in order, separated by commas; empty when there is none.</summary>
    public string PrimaryKey { get; private set; } = "";

    /// <summary>Columns in order with the predicate; names of indexes do not matter.</summary>
    public IReadOnlySet<string> UniqueIndexes => _uniqueIndexes;

    /// <summary>All tables of a database by schema.name.</summary>
    public static async Task<IReadOnlyDictionary<string, TableShape>> ReadAsync(NpgsqlConnectionStringBuilder database, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(ct);
        var tables = new Dictionary<string, TableShape>();
        await using (var columns = await new NpgsqlCommand(ColumnsQuery, connection).ExecuteReaderAsync(ct))
        {
            while (await columns.ReadAsync(ct))
            {
                var column = new ColumnShape(columns.GetString(2), columns.GetBoolean(3), columns.GetBoolean(4));
                TableOf(tables, columns.GetString(0))._columns.Add(columns.GetString(1), column);
            }
        }

        await using var keys = await new NpgsqlCommand(KeysQuery, connection).ExecuteReaderAsync(ct);
        while (await keys.ReadAsync(ct))
        {
            TableOf(tables, keys.GetString(0)).AddKey(keys.GetBoolean(1), keys.GetString(2), keys.GetString(3), keys.GetBoolean(4));
        }

        return tables;
    }

    private static TableShape TableOf(Dictionary<string, TableShape> tables, string name) =>
        tables.TryGetValue(name, out var table) ? table : tables[name] = new TableShape();

    private void AddKey(bool primary, string columns, string predicate, bool nullsAreEqual)
    {
        if (primary)
        {
            PrimaryKey = columns;
            return;
        }

        var where = predicate.Length > 0 ? $" where {predicate}" : "";
        _uniqueIndexes.Add($"({columns}){(nullsAreEqual ? " nulls not distinct" : "")}{where}");
    }
}
