using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>
/// An order of <typeparamref name="T"/> that clients choose: a list of keys with directions, out of those that the constructor of a
/// derived class declares, and behind them a unique key, so that pages are cut cleanly. A parameter with
/// <see cref="ByAttribute{TDeclaration}"/> takes it as <see cref="Keyset{T}"/>.
/// </summary>
public abstract class OrderInput<T> : ArgumentDeclaration
{
    private const int KeptOrders = 256;

    private readonly List<(string Name, string? Description, Func<Keyset<T>, bool, Keyset<T>> Add)> _keys = [];
    private readonly ConcurrentDictionary<string, Keyset<T>> _orders = new(StringComparer.Ordinal);
    private readonly KeysetProvider? _provider;
    private readonly string? _name;
    private Func<Keyset<T>, bool, Keyset<T>>? _tie;
    private Keyset<T>? _usual;

    /// <summary>An order; <paramref name="name"/> is that of the input, by default that of the class.</summary>
    /// <param name="provider">What the provider of the queries can do.</param>
    protected OrderInput(string? name = null, KeysetProvider? provider = null) => (_name, _provider) = (name, provider);

    internal override Type ParameterType => typeof(Keyset<T>);

    /// <summary>Declares a key.</summary>
    /// <param name="nulls">Where items without a value stand; left out for a key that is never null.</param>
    /// <param name="name">The name of the key; by default that of the property.</param>
    /// <param name="description">What the key is.</param>
    protected void By<TKey>(
        Expression<Func<T, TKey>> key, NullOrder? nulls = null, string? name = null, string? description = null) => _keys.Add((
        name ?? (key.Body as MemberExpression)?.Member.Name
            ?? throw new SchemaDeclarationException(GetType(), $"orders by {key}, which has no name: give it one"),
        description,
        (order, descending) => descending ? order.ByDescending(key, nulls) : order.By(key, nulls)));

    /// <summary>
    /// Declares the unique key, which decides where all others are the same. It goes in the direction of the last key before it.
    /// </summary>
    protected void Tie<TKey>(Expression<Func<T, TKey>> key) => _tie = (order, descending) => descending ? order.ByDescending(key)
        : order.By(key);

    /// <summary>Declares the order that counts when the client chooses none; without it that is the unique key alone.</summary>
    protected void Usually(Func<Keyset<T>, Keyset<T>> order) => _usual = order(Keyset.Of<T>(_provider));

    internal override DeclaredArgument In(InputTypes types)
    {
        if (_tie is null || _keys.Count == 0)
        {
            throw new SchemaDeclarationException(GetType(), _tie is null
                ? "is an order without a unique key: declare it in the constructor, with Tie"
                : "is an order without keys: declare what clients may order by in the constructor, with By");
        }

        var name = _name ?? GetType().Name;
        var keys = new EnumType($"{name}Key", [.. _keys
            .Select((key, place) => new EnumValue(types.Options.Names.EnumValue(key.Name), place) { Description = key.Description })])
        {
            Description = "What a list can be ordered by.",
        };
        var input = new InputObjectType(name, () =>
        [
            new InputValue("by", keys.NonNull) { Description = "The key." },
            new InputValue("direction", types.Enums.Of(typeof(SortDirection)).NonNull) { Description = "The direction.",
                Default = DefaultValue.Of(SortDirection.Asc) },
        ])
        {
            Description = types.Options.Descriptions.Of(GetType()) ?? "A key and its direction.",
        };
        var usual = _usual is null ? _tie(Keyset.Of<T>(_provider), false) : _tie(_usual, _usual.IsDescending);
        return new DeclaredArgument(
            input.NonNull.List, "The order: by the first key, where that is the same by the second, and so on.", given =>
                given is System.Collections.IList { Count: > 0 } list ? OrderOf(list) : usual);
    }

    private Keyset<T> OrderOf(System.Collections.IList list)
    {
        var chosen = list.Cast<InputFields>()
            .Select(key => (Place: (int)key[0]!, Descending: (SortDirection)key[1]! is SortDirection.Desc)).ToList();
        if (chosen.DistinctBy(key => key.Place).Count() != chosen.Count)
        {
            throw new GraphQLException("Each key may stand once in an order.", "BAD_ORDER");
        }

        var text = string.Join(',', chosen);
        if (_orders.TryGetValue(text, out var known))
        {
            return known;
        }

        var order = chosen.Aggregate(Keyset.Of<T>(_provider), (made, key) => _keys[key.Place].Add(made, key.Descending));
        order = _tie!(order, chosen[^1].Descending);
        if (_orders.Count < KeptOrders)
        {
            _orders.TryAdd(text, order);
        }

        return order;
    }
}

/// <summary>The direction of a key.</summary>
public enum SortDirection
{
    /// <summary>The smallest first.</summary>
    Asc,

    /// <summary>The largest first.</summary>
    Desc,
}
