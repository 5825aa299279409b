using CarePlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Intake;

/// <summary>
/// Brings many rows into a table at once: COPY into a temporary table, then one statement that adds what is new and, only when
/// some were known, one that changes what differs. Rows that are as they were are not touched.
/// </summary>
/// <param name="table">Schema and name.</param>
/// <param name="key">The columns that tell whether a row is known; a unique index of the tenant is over them.</param>
internal sealed class StagedTable<TRow>(string table, params string[] key)
{
    private readonly List<(StagedColumn Column, Action<NpgsqlBinaryImporter, TRow> Write)> _columns = [];
    private readonly MergeStatements?[] _statements = new MergeStatements?[2];
    private ChangeRule _rule = new();

    /// <summary>Further assignments when a row changes, such as <c>version = t.version + 1</c>.</summary>
    public StagedTable<TRow> WhenChanged(string assignments) => Set(_rule with { AlsoSets = assignments });

    /// <summary>A known row only changes under this condition over <c>t</c>.</summary>
    public StagedTable<TRow> ChangeOnlyWhere(string condition) => Set(_rule with { OnlyWhere = condition });

    /// <summary>What is written about a row before it changes: an insert whose select lacks its from.</summary>
    public StagedTable<TRow> RecordBefore(string insert) => Set(_rule with { RecordsBefore = insert });

    public StagedTable<TRow> Uuid(string name, Func<TRow, Guid?> value, Known known = Known.Follows) =>
        Add(new StagedColumn(name, "uuid", known), NpgsqlDbType.Uuid, value);

    public StagedTable<TRow> Date(string name, Func<TRow, DateOnly?> value, Known known = Known.Follows) =>
        Add(new StagedColumn(name, "date", known), NpgsqlDbType.Date, value);

    public StagedTable<TRow> Moment(string name, Func<TRow, DateTimeOffset?> value, Known known = Known.Follows) =>
        Add(new StagedColumn(name, "timestamptz", known), NpgsqlDbType.TimestampTz, value);

    public StagedTable<TRow> Number(string name, Func<TRow, decimal?> value, Known known = Known.Follows) =>
        Add(new StagedColumn(name, "numeric", known), NpgsqlDbType.Numeric, value);

    public StagedTable<TRow> Integer(string name, Func<TRow, int?> value, Known known = Known.Follows) =>
        Add(new StagedColumn(name, "integer", known), NpgsqlDbType.Integer, value);

    /// <param name="follows">What the column takes when the row is known; <c>s</c> is the staged row, <c>t</c> the stored one.</param>
    public StagedTable<TRow> Text(string name, Func<TRow, string?> value, Known known = Known.Follows, string? follows = null) =>
        AddText(new StagedColumn(name, "text", known) { FollowsAs = follows }, value);

    /// <param name="follows">As for <see cref="Text"/>.</param>
    public StagedTable<TRow> Texts(string name, Func<TRow, string[]> value, string follows)
    {
        _columns.Add((
            new StagedColumn(name, "text[]", Known.Follows) { FollowsAs = follows },
            (importer, row) => importer.Write(value(row), NpgsqlDbType.Array | NpgsqlDbType.Text)));
        return this;
    }

    /// <summary>An id that the database finds by what the source calls the row: <paramref name="lookup"/> is SQL over <c>s</c>.</summary>
    public StagedTable<TRow> Found(string name, Func<TRow, string?> value, string lookup) =>
        AddText(new StagedColumn(name, "text", Known.FollowsIfTold) { Lookup = lookup }, value);

    /// <summary>
    /// Adds and changes within the session's transaction, which holds one call for each value of <paramref name="areNew"/>.
    /// </summary>
    /// <param name="rows">No two with the same key.</param>
    /// <param name="areNew">None should be known, which saves looking; where that is wrong nothing is lost but time.</param>
    public async Task<Merged> MergeAsync(Session session, IReadOnlyList<TRow> rows, bool areNew, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return default;
        }

        var sql = _statements[areNew ? 1 : 0] ??= new MergeStatements(table, key, [.. _columns.Select(c => c.Column)], _rule, areNew);
        await ExecuteAsync(session, sql.Create, ct);
        await CopyAsync(session, sql.Copy, rows, ct);
        if (areNew && await TryAddAsync(session, sql.Add, ct))
        {
            return new Merged(rows.Count, 0, 0);
        }

        var added = await ExecuteAsync(session, sql.AddUnknown, ct);
        var changed = added == rows.Count || sql.Change is null ? 0 : await ExecuteAsync(session, sql.Change, ct);
        return new Merged(added, changed, rows.Count - added - changed);
    }

    private async Task CopyAsync(Session session, string copy, IReadOnlyList<TRow> rows, CancellationToken ct)
    {
        await using var importer = await session.Connection.BeginBinaryImportAsync(copy, ct);
        // The buffer goes out as it fills; writing row by row asynchronously would only cost time.
        foreach (var row in rows)
        {
            importer.StartRow();
            foreach (var (_, write) in _columns)
            {
                write(importer, row);
            }
        }

        await importer.CompleteAsync(ct);
    }

    private static async Task<bool> TryAddAsync(Session session, string add, CancellationToken ct)
    {
        const string Savepoint = "import_new";
        await session.Transaction.SaveAsync(Savepoint, ct);
        try
        {
            await ExecuteAsync(session, add, ct);
            await session.Transaction.ReleaseAsync(Savepoint, ct);
            return true;
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await session.Transaction.RollbackAsync(Savepoint, ct);
            return false;
        }
    }

    private static async Task<int> ExecuteAsync(Session session, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private StagedTable<TRow> Add<T>(StagedColumn column, NpgsqlDbType type, Func<TRow, T?> value)
        where T : struct
    {
        _columns.Add((column, (importer, row) => Write(importer, value(row), type)));
        return this;
    }

    private StagedTable<TRow> AddText(StagedColumn column, Func<TRow, string?> value)
    {
        _columns.Add((column, (importer, row) => Write(importer, value(row))));
        return this;
    }

    private static void Write<T>(NpgsqlBinaryImporter importer, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } given)
        {
            importer.Write(given, type);
        }
        else
        {
            importer.WriteNull();
        }
    }

    private static void Write(NpgsqlBinaryImporter importer, string? text)
    {
        if (text is null)
        {
            importer.WriteNull();
        }
        else
        {
            importer.Write(text, NpgsqlDbType.Text);
        }
    }

    private StagedTable<TRow> Set(ChangeRule rule)
    {
        _rule = rule;
        return this;
    }
}

/// <summary>What became of rows.</summary>
internal readonly record struct Merged(int Added, int Changed, int Unchanged)
{
    public static Merged operator +(Merged one, Merged other) =>
        new(one.Added + other.Added, one.Changed + other.Changed, one.Unchanged + other.Unchanged);
}
