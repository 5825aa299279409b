using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>A statement that Entity Framework has written, with the places of what differs from one request to the next.</summary>
internal sealed class RowStatement<TKey, TRow>
{
    private readonly string _sql;
    private readonly IReadOnlyList<Func<ModuleDb, TKey[], NpgsqlParameter>> _parameters;
    private readonly Func<NpgsqlDataReader, Func<NpgsqlDataReader, TRow>> _readerOf;
    private Func<NpgsqlDataReader, TRow>? _read;

    private RowStatement(
        string sql,
        IReadOnlyList<Func<ModuleDb, TKey[], NpgsqlParameter>> parameters,
        Func<NpgsqlDataReader, Func<NpgsqlDataReader, TRow>> readerOf) => (_sql, _parameters, _readerOf) = (sql, parameters, readerOf);

    /// <summary>The statement of a query that asks by <see cref="Asked"/>.</summary>
    /// <param name="narrow">The row that it makes.</param>
    /// <param name="tenant">The tenant of the context that the query was made with.</param>
    public static RowStatement<TKey, TRow> Of(IQueryable<TRow> query, Expression<Func<TRow, TRow>> narrow, IEntityType entity, Guid tenant)
    {
        using var command = (NpgsqlCommand)query.CreateDbCommand();
        var parameters = new List<Func<ModuleDb, TKey[], NpgsqlParameter>>();
        foreach (NpgsqlParameter written in command.Parameters)
        {
            parameters.Add(Parameter(written, tenant));
        }

        return new RowStatement<TKey, TRow>(command.WithPlaces(), parameters, reader => RowReader.Of(narrow, entity, reader));
    }

    /// <summary>The statement for these keys and whoever the context serves.</summary>
    public NpgsqlBatchCommand Command(ModuleDb db, TKey[] keys)
    {
        var command = new NpgsqlBatchCommand(_sql);
        foreach (var parameter in _parameters)
        {
            command.Parameters.Add(parameter(db, keys));
        }

        return command;
    }

    /// <summary>Reads the rows of the statement's result.</summary>
    public async Task Read(NpgsqlDataReader reader, Action<TRow> take, CancellationToken ct)
    {
        var read = _read ??= _readerOf(reader);
        while (await reader.ReadAsync(ct))
        {
            take(read(reader));
        }
    }

    private static Func<ModuleDb, TKey[], NpgsqlParameter> Parameter(NpgsqlParameter written, Guid tenant)
    {
        switch (written.Value)
        {
            case Guid id when id == Asked.AskedMe:
                return static (db, _) => new NpgsqlParameter<Guid> { TypedValue = db.MeKey };
            case Guid id when id == tenant:
                return static (db, _) => new NpgsqlParameter<Guid> { TypedValue = db.TenantKey };
            case IEnumerable<Guid> teams when teams.SequenceEqual([Asked.AskedTeam]):
                return static (db, _) => new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(db.MyTeams, static t => t.Value) };
            case IEnumerable<Guid> teams when teams.SequenceEqual([Asked.AskedClosedTeam]):
                return static (db, _) => new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(db.ClosedTeams, static t => t.Value) };
            case IEnumerable<Guid> when typeof(TKey) != typeof(string):
                var key = Expression.Parameter(typeof(TKey), "key");
                var valueOf = Expression.Lambda<Converter<TKey, Guid>>(
                    typeof(TKey) == typeof(Guid) ? key : Expression.Property(key, nameof(TenantId.Value)), key).Compile();
                return (_, keys) => new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(keys, valueOf) };
            case IEnumerable<string>:
                return static (_, keys) => new NpgsqlParameter<string[]> { TypedValue = (string[])(object)keys };
            case var constant:
                return (_, _) => new NpgsqlParameter { Value = constant, NpgsqlDbType = written.NpgsqlDbType };
        }
    }

    /// <summary>Stands in the query for what a request asks by, with values by which the parameters are known again.</summary>
    internal sealed class Asked
    {
        public static readonly Guid AskedMe = new("a11c0000-0000-7000-8000-000000000001");
        public static readonly Guid AskedTeam = new("a11c0000-0000-7000-8000-000000000002");

        public static readonly Guid AskedClosedTeam = new("a11c0000-0000-7000-8000-000000000003");

        public Asked() => (Keys, Me, MeKey, Teams, ClosedTeams) = (
            Of(nameof(KeyValues)), Of(nameof(MeValue)), Of(nameof(MeKeyValue)), Of(nameof(TeamValues)), Of(nameof(ClosedTeamValues)));

        public Expression Keys { get; }

        public Expression Me { get; }

        public Expression MeKey { get; }

        public Expression Teams { get; }

        public Expression ClosedTeams { get; }

        public TKey[] KeyValues { get; } = [typeof(TKey) == typeof(string) ? (TKey)(object)"" : default!];

        public UserId? MeValue { get; } = new UserId(AskedMe);

        public Guid MeKeyValue { get; } = AskedMe;

        public TeamId[] TeamValues { get; } = [new TeamId(AskedTeam)];

        public TeamId[] ClosedTeamValues { get; } = [new TeamId(AskedClosedTeam)];

        private MemberExpression Of(string property) => Expression.Property(Expression.Constant(this), property);
    }
}
