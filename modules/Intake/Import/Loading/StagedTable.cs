using CarePlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Intake;

/// <summary>What becomes of a column when the row is known already.</summary>
internal enum Known
{
    /// <summary>Nothing: it was decided when the row was added.</summary>
    Stays,

    /// <summary>It takes the value of the source.</summary>
    Follows,

    /// <summary>It takes the value of the source, unless the source knows none.</summary>
    FollowsIfTold,
}

/// <summary>
/// Brings many rows into a table at once: COPY into a temporary table, then one statement that adds what is new and, only when
/// some were known, one that changes what differs. Rows that are as they were are not touched.
/// </summary>
/// <param name="table">Schema and name.</param>
/// <param name="key">The columns that tell whether a row is known; a unique index of the tenant is over them.</param>
internal sealed class StagedTable<TRow>(string table, params string[] key)
{
    private readonly List<Column> _columns = [];
    private readonly string _staged = "import_" + table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];
    private string? _alsoSets;
    private string? _onlyWhere;
    private string? _records;
    private (string Create, string Copy, string Insert, string Update)? _statements;

    /// <summary>Further assignments when a row changes, such as <c>version = t.version + 1</c>.</summary>
    public StagedTable<TRow> WhenChanged(string assignments)
    {
        _alsoSets = assignments;
        return this;
    }

    /// <summary>A known row only changes under this condition over <c>t</c>.</summary>
    public StagedTable<TRow> ChangeOnlyWhere(string condition)
    {
        _onlyWhere = condition;
        return this;
    }

    /// <summary>What is written about a row before it changes: an insert whose select lacks its from.</summary>
    public StagedTable<TRow> RecordBefore(string insert)
    {
        _records = insert;
        return this;
    }

    public StagedTable<TRow> Uuid(string name, Func<TRow, Guid?> value, Known known = Known.Follows) =>
        Add(name, "uuid", NpgsqlDbType.Uuid, value, known);

    public StagedTable<TRow> Date(string name, Func<TRow, DateOnly?> value, Known known = Known.Follows) =>
        Add(name, "date", NpgsqlDbType.Date, value, known);

    public StagedTable<TRow> Moment(string name, Func<TRow, DateTimeOffset?> value, Known known = Known.Follows) =>
        Add(name, "timestamptz", NpgsqlDbType.TimestampTz, value, known);

    public StagedTable<TRow> Number(string name, Func<TRow, decimal?> value, Known known = Known.Follows) =>
        Add(name, "numeric", NpgsqlDbType.Numeric, value, known);

    public StagedTable<TRow> Integer(string name, Func<TRow, int?> value, Known known = Known.Follows) =>
        Add(name, "integer", NpgsqlDbType.Integer, value, known);

    /// <param name="follows">What the column takes when the row is known; <c>s</c> is the staged row, <c>t</c> the stored one.</param>
    public StagedTable<TRow> Text(string name, Func<TRow, string?> value, Known known = Known.Follows, string? follows = null) =>
        Add(new Column(name, "text", known, (importer, row) =>
        {
            if (value(row) is { } text)
            {
                importer.Write(text, NpgsqlDbType.Text);
            }
            else
            {
                importer.WriteNull();
            }
        }) { FollowsAs = follows });

    /// <param name="follows">As for <see cref="Text"/>.</param>
    public StagedTable<TRow> Texts(string name, Func<TRow, string[]> value, string follows) =>
        Add(new Column(
            name, "text[]", Known.Follows, (importer, row) => importer.Write(value(row), NpgsqlDbType.Array | NpgsqlDbType.Text))
        {
            FollowsAs = follows,
        });

    /// <summary>An id that the database finds by what the source calls the row: <paramref name="lookup"/> is SQL over <c>s</c>.</summary>
    public StagedTable<TRow> Found(string name, Func<TRow, string?> value, string lookup)
    {
        Text(name, value, Known.FollowsIfTold);
        _columns[^1] = _columns[^1] with { Lookup = lookup };
        return this;
    }

    /// <summary>Adds and changes within the session's transaction. Of rows with the same key the last one counts.</summary>
    public async Task<Merged> MergeAsync(Session session, IReadOnlyList<TRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return default;
        }

        var (create, copy, insert, update) = _statements ??= Statements();
        await ExecuteAsync(session, create, ct);
        await using (var importer = await session.Connection.BeginBinaryImportAsync(copy, ct))
        {
            // The buffer goes out as it fills; writing row by row asynchronously would only cost time.
            foreach (var row in rows)
            {
                importer.StartRow();
                foreach (var column in _columns)
                {
                    column.Write(importer, row);
                }
            }

            await importer.CompleteAsync(ct);
        }

        var added = await ExecuteAsync(session, insert, ct);
        var changed = added == rows.Count || update.Length == 0 ? 0 : await ExecuteAsync(session, update, ct);
        return new Merged(added, changed, rows.Count - added - changed);
    }

    private StagedTable<TRow> Add<T>(string name, string type, NpgsqlDbType binary, Func<TRow, T?> value, Known known)
        where T : struct => Add(new Column(name, type, known, (importer, row) =>
        {
            if (value(row) is { } given)
            {
                importer.Write(given, binary);
            }
            else
            {
                importer.WriteNull();
            }
        }));

    private StagedTable<TRow> Add(Column column)
    {
        _columns.Add(column);
        return this;
    }

    private (string Create, string Copy, string Insert, string Update) Statements()
    {
        var names = string.Join(", ", _columns.Select(c => c.Name));
        var create = $"create temp table {_staged} ({string.Join(", ", _columns.Select(c => $"{c.Name} {c.Type}"))}) on commit drop";
        var insert = $"""
            insert into {table} ({names})
            select {string.Join(", ", _columns.Select(c => c.Source))} from {_staged} s
            on conflict ({string.Join(", ", key)}) do nothing
            """;
        return (create, $"copy {_staged} ({names}) from stdin (format binary)", insert, Update());
    }

    private string Update()
    {
        var following = _columns.Where(c => c.Known is not Known.Stays && !key.Contains(c.Name)).ToList();
        if (following.Count == 0)
        {
            return "";
        }

        var same = string.Join(" and ", key.Where(k => k != "tenant_id").Select(k => $"t.{k} = s.{k}"));
        var differs = string.Join(" or ", following.Select(c => $"t.{c.Name} is distinct from {c.Following}"));
        var which = $"{same} and ({differs}){(_onlyWhere is null ? "" : $" and {_onlyWhere}")}";
        var sets = string.Join(", ", following.Select(c => $"{c.Name} = {c.Following}"));
        return $"""
            {(_records is null ? "" : $"with recorded as ({_records} from {table} t, {_staged} s where {which})")}
            update {table} t set {sets}{(_alsoSets is null ? "" : $", {_alsoSets}")} from {_staged} s where {which}
            """;
    }

    private static async Task<int> ExecuteAsync(Session session, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Column(string Name, string Type, Known Known, Action<NpgsqlBinaryImporter, TRow> Write)
    {
        public string? Lookup { get; init; }

        public string? FollowsAs { get; init; }

        public string Source => Lookup ?? $"s.{Name}";

        public string Following => FollowsAs ?? (Known is Known.FollowsIfTold ? $"coalesce({Source}, t.{Name})" : Source);
    }
}

/// <summary>What became of rows.</summary>
internal readonly record struct Merged(int Added, int Changed, int Unchanged)
{
    public static Merged operator +(Merged one, Merged other) =>
        new(one.Added + other.Added, one.Changed + other.Changed, one.Unchanged + other.Unchanged);
}
