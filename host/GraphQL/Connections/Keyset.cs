using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>Starts orderings.</summary>
public static class Keyset
{
    /// <summary>An ordering of <typeparamref name="T"/>; add keys with <see cref="Keyset{T}.By"/>.</summary>
    /// <param name="provider">What the provider of the queries can do; plain LINQ when null.</param>
    public static Keyset<T> Of<T>(KeysetProvider? provider = null) => Keyset<T>.Empty(provider ?? KeysetProvider.Plain);
}

/// <summary>
/// An ordering with a unique last key, and pages that start at the keys of an item instead of at a number: they stay right while
/// items come and go, and cost the same however far they are from the start. Works on any <see cref="IQueryable{T}"/> whose provider
/// translates comparisons, such as EF Core. An ordering is immutable; make it once and keep it.
/// </summary>
public sealed class Keyset<T>
{
    private readonly IReadOnlyList<OrderKey<T>> _keys;
    private readonly KeysetProvider _provider;
    private readonly CursorFormat _format;

    private Keyset(IReadOnlyList<OrderKey<T>> keys, KeysetProvider provider)
    {
        (_keys, _provider) = (keys, provider);
        _format = new CursorFormat(
            [.. keys.Select(key => key.Type)], [.. keys.Select(key => key.MayBeNull)], string.Join(',', keys), provider.CursorJson);
    }

    /// <summary>Orders by a key, or adds one where all keys before are the same.</summary>
    /// <param name="nulls">Where items without a value stand; left out for a key that is never null.</param>
    public Keyset<T> By<TKey>(Expression<Func<T, TKey>> key, NullOrder? nulls = null) =>
        With(new OrderKey<T, TKey>(key, isDescending: false, nulls));

    /// <summary>The same with the largest first.</summary>
    /// <inheritdoc cref="By"/>
    public Keyset<T> ByDescending<TKey>(Expression<Func<T, TKey>> key, NullOrder? nulls = null) =>
        With(new OrderKey<T, TKey>(key, isDescending: true, nulls));

    /// <summary>The same as <see cref="By"/>, for the keys behind the first.</summary>
    /// <inheritdoc cref="By"/>
    public Keyset<T> ThenBy<TKey>(Expression<Func<T, TKey>> key, NullOrder? nulls = null) => By(key, nulls);

    /// <summary>The same as <see cref="ByDescending"/>, for the keys behind the first.</summary>
    /// <inheritdoc cref="By"/>
    public Keyset<T> ThenByDescending<TKey>(Expression<Func<T, TKey>> key, NullOrder? nulls = null) => ByDescending(key, nulls);

    internal static Keyset<T> Empty(KeysetProvider provider) => new([], provider);

    /// <summary>Whether the last key has the largest first.</summary>
    internal bool IsDescending => _keys is [.., { IsDescending: true }];

    internal Keyset<T> With(OrderKey<T> key) => new([.. _keys, key], _provider);

    /// <summary>The cursor of an item.</summary>
    public string CursorOf(T item) => _format.Write(KeysOf(item));

    /// <summary>
    /// The query for a page: filtered by the cursors, ordered, and one item longer than the page, so that <see cref="Cut"/> can tell
    /// whether there are more. A cursor that is none, or one of another ordering, is refused.
    /// </summary>
    public IQueryable<T> Apply(IQueryable<T> source, PageRequest page)
    {
        if (_keys.Count == 0)
        {
            throw new InvalidOperationException($"The ordering of {typeof(T).Name} has no key. Add one with By, the last one unique.");
        }

        if (page.After is { } after)
        {
            source = source.Where(KeysetFilter.Beyond(_keys, _format.Read(after, "after"), forward: true, _provider.CompareRows));
        }

        if (page.Before is { } before)
        {
            source = source.Where(KeysetFilter.Beyond(_keys, _format.Read(before, "before"), forward: false, _provider.CompareRows));
        }

        var ordered = _keys[0].Order(source, page.IsBackward);
        foreach (var key in _keys.Skip(1))
        {
            ordered = key.OrderFurther(ordered, page.IsBackward);
        }

        return ordered.Take(page.Size + 1);
    }

    /// <summary>The page that the rows of <see cref="Apply"/> make, and how to count the list when the client selects that.</summary>
    public Connection<T> Cut(IReadOnlyList<T> rows, PageRequest page, Func<CancellationToken, ValueTask<int>>? count = null)
    {
        var hasMore = rows.Count > page.Size;
        var nodes = rows.Take(page.Size).ToList();
        if (page.IsBackward)
        {
            nodes.Reverse();
        }

        return new Connection<T>(nodes, CursorOf)
        {
            HasNextPage = page.IsBackward ? page.Before is not null : hasMore,
            HasPreviousPage = page.IsBackward ? hasMore : page.After is not null,
            Count = count,
        };
    }

    /// <summary>The page of a list that is in memory as a whole, such as the few children of a parent that a loader has loaded.</summary>
    public Connection<T> PageOf(IEnumerable<T> items, PageRequest page)
    {
        var all = items.Select(item => (Item: item, Keys: KeysOf(item))).ToList();
        var rows = all.AsEnumerable();
        if (page.After is { } after && _format.Read(after, "after") is var start)
        {
            rows = rows.Where(row => Compare(row.Keys, start) > 0);
        }

        if (page.Before is { } before && _format.Read(before, "before") is var end)
        {
            rows = rows.Where(row => Compare(row.Keys, end) < 0);
        }

        var order = Comparer<object?[]>.Create(Compare);
        rows = page.IsBackward ? rows.OrderByDescending(row => row.Keys, order) : rows.OrderBy(row => row.Keys, order);
        return Cut([.. rows.Take(page.Size + 1).Select(row => row.Item)], page, _ =>
            new ValueTask<int>(Math.Min(all.Count, _provider.CountsUpTo)));
    }

    /// <summary>Fetches a page, asynchronously where the provider can. The list is counted when the client selects its count.</summary>
    public async ValueTask<Connection<T>> Fetch(IQueryable<T> source, PageRequest page, CancellationToken cancellation)
    {
        var rows = await AsyncQuery.ToList(Apply(source, page), cancellation).ConfigureAwait(false);
        return Cut(rows, page, again => AsyncQuery.Count(source, _provider.CountsUpTo, again));
    }

    private object?[] KeysOf(T item) => [.. _keys.Select(key => key.Read(item))];

    private int Compare(object?[]? left, object?[]? right)
    {
        for (var i = 0; i < _keys.Count; i++)
        {
            if (_keys[i].Compare(left![i], right![i]) is var order and not 0)
            {
                return order;
            }
        }

        return 0;
    }
}
