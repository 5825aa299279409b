using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>Builds the condition that an item stands beyond given keys.</summary>
internal static class KeysetFilter
{
    /// <summary>
    /// For keys a, b: <c>a ≥ x and (a &gt; x or (a = x and b &gt; y))</c>. The first part says nothing new, but lets an index find the
    /// start. Where the provider can compare rows, that is the condition instead.
    /// </summary>
    public static Expression<Func<T, bool>> Beyond<T>(
        IReadOnlyList<OrderKey<T>> keys, object?[] values, bool forward, RowComparison? compareRows)
    {
        var item = Expression.Parameter(typeof(T), "item");
        if (AsRow(keys, values, forward, compareRows, item) is { } row)
        {
            return Expression.Lambda<Func<T, bool>>(row, item);
        }

        Expression? beyond = null;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            beyond = Beyond(keys[i], values[i], forward, item, beyond, isFirst: i == 0 && keys.Count > 1);
        }

        return Expression.Lambda<Func<T, bool>>(beyond!, item);
    }

    private static Expression? AsRow<T>(
        IReadOnlyList<OrderKey<T>> keys, object?[] values, bool forward, RowComparison? compareRows, ParameterExpression item) =>
        compareRows is not null && keys.All(key => !key.MayBeNull && key.IsDescending == keys[0].IsDescending)
            ? compareRows([.. keys.Select(key => Replace(key.Selector, item))], [.. keys.Select((key, i) => key.Parameter(values[i]))],
                keys[0].IsDescending != forward)
            : null;

    private static Expression Beyond<T>(
        OrderKey<T> by, object? value, bool forward, ParameterExpression item, Expression? rest, bool isFirst)
    {
        var key = Replace(by.Selector, item);
        var up = by.IsDescending != forward;
        var nullsAhead = by.MayBeNull && by.Nulls is NullOrder.Last == forward;
        if (value is null)
        {
            Expression same = rest is null ? Expression.Constant(false) : Expression.AndAlso(KeyComparison.IsNull(key), rest);
            return nullsAhead ? same : Expression.OrElse(Expression.Not(KeyComparison.IsNull(key)), same);
        }

        var parameter = by.Parameter(value);
        var further = KeyComparison.Of(key, parameter, up ? ExpressionType.GreaterThan : ExpressionType.LessThan);
        var beyond = rest is null ? further : Expression.OrElse(further, Expression.AndAlso(KeyComparison.Equal(key, parameter), rest));
        if (isFirst)
        {
            beyond = Expression.AndAlso(
                KeyComparison.Of(key, parameter, up ? ExpressionType.GreaterThanOrEqual : ExpressionType.LessThanOrEqual), beyond);
        }

        return !by.MayBeNull ? beyond
            : nullsAhead ? Expression.OrElse(KeyComparison.IsNull(key), beyond)
            : Expression.AndAlso(Expression.Not(KeyComparison.IsNull(key)), beyond);
    }

    private static Expression Replace(LambdaExpression selector, ParameterExpression item) =>
        new ParameterReplacement(selector.Parameters[0], item).Visit(selector.Body);
}
