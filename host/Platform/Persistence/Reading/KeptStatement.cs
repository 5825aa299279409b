using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Places = System.Collections.Generic.IReadOnlyList<(System.Type Type, object? Value)>;

namespace CarePlatform.Platform;

/// <summary>
/// A query's statement, written by Entity Framework once for each shape and run without it as often as a query of that shape
/// comes. A query whose statement cannot be kept is run by Entity Framework, and gives the same rows.
/// </summary>
internal sealed class KeptStatement<TRow>
{
    private const string TenantFilter = nameof(ModuleDb.TenantKey);

    // Clients choose columns and conditions, so there may be any number of shapes.
    private const int KeptAtMost = 1_000;

    private static readonly ConcurrentDictionary<QueryShape, KeptStatement<TRow>?> Known = new();

    private readonly string _sql;
    private readonly IReadOnlyList<Func<Session, Places, NpgsqlParameter>> _parameters;
    private readonly Func<NpgsqlDataReader, Func<NpgsqlDataReader, TRow>> _readerOf;
    private Func<NpgsqlDataReader, TRow>? _read;

    private KeptStatement(
        string sql,
        IReadOnlyList<Func<Session, Places, NpgsqlParameter>> parameters,
        Func<NpgsqlDataReader, Func<NpgsqlDataReader, TRow>> readerOf) => (_sql, _parameters, _readerOf) = (sql, parameters, readerOf);

    /// <summary>The rows of a page.</summary>
    /// <param name="rows">The query that it is a page of.</param>
    /// <param name="page">Which page.</param>
    /// <param name="whole">The query of the page, which ends with the row that <paramref name="page"/> names: built where its statement is not known.</param>
    /// <param name="session">The session of the context that the query was made with.</param>
    public static Task<List<TRow>> Read(IQueryable<TRow> rows, QueryShape.PageOf page, Func<IQueryable<TRow>> whole, Session session, CancellationToken ct)
    {
        if (QueryShape.Of(rows.Expression, page) is not { } read)
        {
            return whole().ToListAsync(ct);
        }

        if (!Known.TryGetValue(read.Shape, out var kept) && Known.Count < KeptAtMost)
        {
            kept = Known.GetOrAdd(read.Shape, Write(whole(), (Expression<Func<TRow, TRow>>)page.Row, session, read.Places, read.Model));
        }

        return kept is null ? whole().ToListAsync(ct) : kept.Read(session, read.Places, ct);
    }

    private async Task<List<TRow>> Read(Session session, Places places, CancellationToken ct)
    {
        var command = new NpgsqlBatchCommand(_sql);
        foreach (var parameter in _parameters)
        {
            command.Parameters.Add(parameter(session, places));
        }

        await using var batch = await ReadingBatch.Of(session, ct);
        batch.Add(command);
        await using var reader = await batch.ReadAsync(ct);
        var read = _read ??= _readerOf(reader);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    // Null when a parameter is something else than the value at a place, or is stored in a form of its own.
    private static KeptStatement<TRow>? Write(
        IQueryable<TRow> query, Expression<Func<TRow, TRow>> narrow, Session session, Places places, IModel model)
    {
        if (model.FindEntityType(typeof(TRow)) is not { } entity || QueryShape.Of(query.Expression) is null)
        {
            return null;
        }

        using var command = (NpgsqlCommand)query.Provider.CreateQuery<TRow>(QueryShape.WithNamedPlaces(query.Expression)).CreateDbCommand();
        var parameters = new List<Func<Session, Places, NpgsqlParameter>>();
        foreach (NpgsqlParameter written in command.Parameters)
        {
            if (Parameter(written, session, places) is not { } parameter)
            {
                return null;
            }

            parameters.Add(parameter);
        }

        return new KeptStatement<TRow>(command.WithPlaces(), parameters, reader => RowReader.Of(narrow, entity, reader));
    }

    private static Func<Session, Places, NpgsqlParameter>? Parameter(NpgsqlParameter written, Session session, Places places)
    {
        if (written.Value is Guid tenant && tenant == session.Tenant.Id.Value && written.ParameterName.EndsWith(TenantFilter, StringComparison.Ordinal))
        {
            return static (session, _) => new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value };
        }

        return QueryPlace.Of(written.ParameterName) is { } place && places[place] is (var type, { } value)
            && StatementValue.Of(type) is { } write && AreSame(write(value).Value, written.Value)
            ? (_, places) => write(places[place].Value!)
            : null;
    }

    private static bool AreSame(object? one, object? other) => one is IEnumerable many and not string && other is IEnumerable others and not string
        ? many.Cast<object>().SequenceEqual(others.Cast<object>())
        : Equals(one, other);
}
