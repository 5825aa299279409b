using System.Linq.Expressions;

namespace CarePlatform.Platform;

/// <summary>
/// Reads rows of a module by a key that they carry, for a whole level at once. What the statement looks like is worked out once
/// for each reach, not for each request. A loader that carries <c>[Requires]</c> reads nothing for somebody without that
/// permission, and is told how far it reaches.
/// </summary>
/// <typeparam name="TDb">The module's database.</typeparam>
/// <typeparam name="TKey">What is asked by.</typeparam>
/// <typeparam name="TRow">What is read.</typeparam>
/// <typeparam name="TValue">What a key gives: a row or a list of rows.</typeparam>
public abstract class RowLoader<TDb, TKey, TRow, TValue>(TDb db) : DataLoader<TKey, TValue>
    where TDb : ModuleDb
    where TKey : notnull
    where TRow : class
{
    /// <summary>The module's database.</summary>
    protected TDb Db => db;

    /// <summary>The key that a row carries.</summary>
    protected abstract Expression<Func<TRow, TKey>> Key { get; }

    /// <summary>
    /// The rows that may be read, in the order in which they are given. Compares with nothing of the moment but <see cref="ModuleDb.Me"/>,
    /// <see cref="ModuleDb.MeKey"/> and <see cref="ModuleDb.MyTeams"/>, because it is asked only once.
    /// </summary>
    /// <param name="reach">How far the loader's permission reaches; the tenant where it needs none.</param>
    protected abstract IQueryable<TRow> Rows(Reach reach);

    /// <summary>In which the rows of a key still have to be brought; null when they were read in their order.</summary>
    private protected IComparer<TRow>? Order { get; private set; }

    /// <summary>Reads the rows of these keys, each with its key.</summary>
    private protected async Task ReadAsync(IReadOnlyList<TKey> keys, Columns? shown, Action<TKey, TRow> take, CancellationToken ct)
    {
        Announce(keys, shown);
        foreach (var (key, row) in await Reads.Take<(TKey, TRow)>(keys, ct))
        {
            take(key, row);
        }
    }

    public sealed override void Announce(IReadOnlyList<TKey> keys, Columns? shown)
    {
        // Whoever comes from outside sees nothing through loaders that were made for the tenant's own people.
        if (db.Actor.Organisation is not null && !GetType().IsDefined(typeof(ForPartnersAttribute), inherit: false))
        {
            return;
        }

        var reach = RowQuery.PermissionOf(GetType()) is { } permission ? db.Actor.ReachOf(permission) : Reach.Tenant;
        if (reach is Reach.None || Reads.Knows(keys))
        {
            return;
        }

        var query = RowQuery<TKey, TRow>.For(new RowQueryShape(GetType(), reach, shown), db, () => (Rows(reach), Key));
        Order = query.Order;
        Reads.Add(keys, query.Statement.Command(db, [.. keys]), async (reader, ct) =>
        {
            var rows = new List<(TKey, TRow)>(keys.Count);
            await query.Statement.Read(reader, row => rows.Add((query.Key(row), row)), ct);
            return rows;
        });
    }

    private ReadsTogether Reads => db.Session?.Reads ?? throw new InvalidOperationException("A context without a session reads nothing.");
}

/// <summary>Reads one row for each key.</summary>
public abstract class RowById<TDb, TKey, TRow>(TDb db) : RowLoader<TDb, TKey, TRow, TRow>(db)
    where TDb : ModuleDb
    where TKey : notnull
    where TRow : class
{
    public sealed override Task<IReadOnlyDictionary<TKey, TRow>> ReadAsync(IReadOnlyList<TKey> keys, CancellationToken ct) => ReadAsync(keys, null, ct);

    public sealed override async Task<IReadOnlyDictionary<TKey, TRow>> ReadAsync(IReadOnlyList<TKey> keys, Columns? shown, CancellationToken ct)
    {
        var found = new Dictionary<TKey, TRow>(keys.Count);
        await ReadAsync(keys, shown, found.Add, ct);
        return found;
    }
}

/// <summary>Reads a list of rows for each key.</summary>
public abstract class RowsBy<TDb, TKey, TRow>(TDb db) : RowLoader<TDb, TKey, TRow, IReadOnlyList<TRow>>(db)
    where TDb : ModuleDb
    where TKey : notnull
    where TRow : class
{
    public sealed override Task<IReadOnlyDictionary<TKey, IReadOnlyList<TRow>>> ReadAsync(IReadOnlyList<TKey> keys, CancellationToken ct) =>
        ReadAsync(keys, null, ct);

    public sealed override async Task<IReadOnlyDictionary<TKey, IReadOnlyList<TRow>>> ReadAsync(
        IReadOnlyList<TKey> keys, Columns? shown, CancellationToken ct)
    {
        var found = new Dictionary<TKey, IReadOnlyList<TRow>>(keys.Count);
        await ReadAsync(
            keys,
            shown,
            (key, row) =>
            {
                if (found.TryGetValue(key, out var rows))
                {
                    ((List<TRow>)rows).Add(row);
                }
                else
                {
                    found.Add(key, new List<TRow> { row });
                }
            },
            ct);
        if (Order is { } order)
        {
            foreach (var rows in found.Values.Where(r => r.Count > 1))
            {
                ((List<TRow>)rows).Sort(order);
            }
        }

        return found;
    }
}
