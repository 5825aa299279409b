using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>One key of an ordering.</summary>
internal abstract class OrderKey<T>(LambdaExpression selector, bool isDescending, NullOrder? nulls)
{
    // The same key is the same text, whatever its parameter is called: cursors stay valid when code is written anew.
    private readonly string _text = new ParameterReplacement(selector.Parameters[0], Expression.Parameter(typeof(T), "item")).Visit(
        selector.Body)
        + (isDescending ? " desc" : "") + (nulls is { } place ? $" nulls {place}" : "");

    public LambdaExpression Selector { get; } = selector;

    public bool IsDescending { get; } = isDescending;

    /// <summary>Whether items may have no value of this key.</summary>
    public bool MayBeNull { get; } = nulls is not null;

    public NullOrder Nulls { get; } = nulls ?? NullOrder.Last;

    public abstract Type Type { get; }

    public abstract object? Read(T item);

    public abstract IOrderedQueryable<T> Order(IQueryable<T> source, bool reversed);

    public abstract IOrderedQueryable<T> OrderFurther(IOrderedQueryable<T> source, bool reversed);

    /// <summary>Which of two keys comes first in this order: less than zero for the left one.</summary>
    public abstract int Compare(object? left, object? right);

    /// <summary>An expression for a value of this key which a query provider makes a parameter, so that it can keep the query.</summary>
    public abstract Expression Parameter(object? value);

    public override string ToString() => _text;
}

/// <inheritdoc/>
internal sealed class OrderKey<T, TKey> : OrderKey<T>
{
    private static readonly ConcurrentDictionary<MemberInfo, Func<T, TKey>> OfMembers = new();

    private readonly Expression<Func<T, TKey>> _selector;
    private readonly Expression<Func<T, bool>>? _isNull;
    private readonly Lazy<Func<T, TKey>> _read;

    public OrderKey(Expression<Func<T, TKey>> selector, bool isDescending, NullOrder? nulls)
        : base(selector, isDescending, nulls)
    {
        if (nulls is null && Nullable.GetUnderlyingType(typeof(TKey)) is not null)
        {
            throw new ArgumentException(
                $"The order key {selector} may be null. Say where null stands, with a {nameof(NullOrder)}, or give it a value with ??.",
                nameof(selector));
        }

        _selector = selector;
        _isNull = nulls is null ? null : Expression.Lambda<Func<T, bool>>(
            Expression.Equal(selector.Body, Expression.Constant(null, typeof(TKey))), selector.Parameters);
        _read = new Lazy<Func<T, TKey>>(() => selector.Body is MemberExpression { Expression: ParameterExpression } property
            ? OfMembers.GetOrAdd(property.Member, static (_, read) => read.Compile(), selector)
            : selector.Compile());
    }

    public override Type Type => typeof(TKey);

    public override object? Read(T item) => _read.Value(item) is { } key ? key
        : MayBeNull ? null
        : throw new InvalidOperationException($"The order key {_selector} is null. Say where null stands, with a {nameof(NullOrder)}.");

    public override IOrderedQueryable<T> Order(IQueryable<T> source, bool reversed)
    {
        if (_isNull is null)
        {
            return IsDescending == reversed ? source.OrderBy(_selector) : source.OrderByDescending(_selector);
        }

        // Databases differ in where they put null, so it is a key of its own.
        var ordered = Nulls is NullOrder.First == reversed ? source.OrderBy(_isNull) : source.OrderByDescending(_isNull);
        return ThenByKey(ordered, reversed);
    }

    public override IOrderedQueryable<T> OrderFurther(IOrderedQueryable<T> source, bool reversed) => ThenByKey(
        _isNull is null ? source : Nulls is NullOrder.First == reversed ? source.ThenBy(_isNull)
            : source.ThenByDescending(_isNull), reversed);

    public override int Compare(object? left, object? right)
    {
        if (left is null || right is null)
        {
            var order = (left is null).CompareTo(right is null);
            return Nulls is NullOrder.Last ? order : -order;
        }

        var byKey = Comparer<TKey>.Default.Compare((TKey)left, (TKey)right);
        return IsDescending ? -byKey : byKey;
    }

    public override Expression Parameter(object? value) =>
        Expression.Field(Expression.Constant(new Holder { Value = (TKey)value! }), nameof(Holder.Value));

    private IOrderedQueryable<T> ThenByKey(IOrderedQueryable<T> source, bool reversed) =>
        IsDescending == reversed ? source.ThenBy(_selector) : source.ThenByDescending(_selector);

    private sealed class Holder
    {
        public TKey Value = default!;
    }
}
