using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>One key of an ordering.</summary>
internal abstract class OrderKey<T>(LambdaExpression selector, bool isDescending)
{
    public LambdaExpression Selector { get; } = selector;

    public bool IsDescending { get; } = isDescending;

    public abstract Type Type { get; }

    public abstract object Read(T item);

    public abstract IOrderedQueryable<T> Order(IQueryable<T> source, bool reversed);

    public abstract IOrderedQueryable<T> OrderFurther(IOrderedQueryable<T> source, bool reversed);

    /// <summary>Which of two keys comes first in this order: less than zero for the left one.</summary>
    public abstract int Compare(object left, object right);

    /// <summary>An expression for a value of this key which a query provider makes a parameter, so that it can keep the query.</summary>
    public abstract Expression Parameter(object value);

    public override string ToString() => $"{Selector.Body}{(IsDescending ? " desc" : "")}";
}

/// <inheritdoc/>
internal sealed class OrderKey<T, TKey> : OrderKey<T>
{
    private readonly Expression<Func<T, TKey>> _selector;
    private readonly Lazy<Func<T, TKey>> _read;

    public OrderKey(Expression<Func<T, TKey>> selector, bool isDescending)
        : base(selector, isDescending)
    {
        if (Nullable.GetUnderlyingType(typeof(TKey)) is not null)
        {
            throw new ArgumentException(
                $"The order key {selector} may be null, and null has no place in an order that cursors can keep. "
                + "Give it one, for example with ??.",
                nameof(selector));
        }

        _selector = selector;
        _read = new Lazy<Func<T, TKey>>(selector.Compile);
    }

    public override Type Type => typeof(TKey);

    public override object Read(T item) =>
        _read.Value(item) ?? throw new InvalidOperationException($"The order key {_selector} is null; an order key must have a value.");

    public override IOrderedQueryable<T> Order(IQueryable<T> source, bool reversed) =>
        IsDescending == reversed ? source.OrderBy(_selector) : source.OrderByDescending(_selector);

    public override IOrderedQueryable<T> OrderFurther(IOrderedQueryable<T> source, bool reversed) =>
        IsDescending == reversed ? source.ThenBy(_selector) : source.ThenByDescending(_selector);

    public override int Compare(object left, object right)
    {
        var order = Comparer<TKey>.Default.Compare((TKey)left, (TKey)right);
        return IsDescending ? -order : order;
    }

    public override Expression Parameter(object value) =>
        Expression.Field(Expression.Constant(new Holder { Value = (TKey)value }), nameof(Holder.Value));

    private sealed class Holder
    {
        public TKey Value = default!;
    }
}
