using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>Builds the condition that an item stands beyond given keys.</summary>
internal static class KeysetFilter
{
    /// <summary>
    /// For keys a, b: <c>a ≥ x and (a &gt; x or (a = x and b &gt; y))</c>. The first part says nothing new, but lets an index find the start.
    /// </summary>
    public static Expression<Func<T, bool>> Beyond<T>(IReadOnlyList<OrderKey<T>> keys, object[] values, bool forward)
    {
        var item = Expression.Parameter(typeof(T), "item");
        Expression? beyond = null;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            var key = Replace(keys[i].Selector, item);
            var value = keys[i].Parameter(values[i]);
            var up = keys[i].IsDescending != forward;
            var here = Compare(key, value, up ? ExpressionType.GreaterThan : ExpressionType.LessThan);
            beyond = beyond is null ? here : Expression.OrElse(here, Expression.AndAlso(Expression.Equal(key, value), beyond));
            if (i == 0 && keys.Count > 1)
            {
                var start = Compare(key, value, up ? ExpressionType.GreaterThanOrEqual : ExpressionType.LessThanOrEqual);
                beyond = Expression.AndAlso(start, beyond);
            }
        }

        return Expression.Lambda<Func<T, bool>>(beyond!, item);
    }

    private static BinaryExpression Compare(Expression left, Expression right, ExpressionType comparison)
    {
        if (left.Type.IsEnum)
        {
            var number = Enum.GetUnderlyingType(left.Type);
            return Compare(Expression.Convert(left, number), Expression.Convert(right, number), comparison);
        }

        if (left.Type != typeof(Guid) && HasOperator(left.Type))
        {
            return Expression.MakeBinary(comparison, left, right);
        }

        var compareTo = left.Type.GetMethod(nameof(IComparable.CompareTo), [left.Type])
            ?? throw new ArgumentException($"{left.Type.Name} cannot be an order key: it has neither comparison operators nor CompareTo.");
        return Expression.MakeBinary(comparison, Expression.Call(left, compareTo, right), Expression.Constant(0));
    }

    private static bool HasOperator(Type type) =>
        (type.IsPrimitive && type != typeof(bool)) || type.GetMethod("op_GreaterThan", [type, type]) is not null;

    private static Expression Replace(LambdaExpression selector, ParameterExpression item) =>
        new ParameterReplacement(selector.Parameters[0], item).Visit(selector.Body);

    private sealed class ParameterReplacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
