using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>Compares keys in a way that query providers translate.</summary>
internal static class KeyComparison
{
    /// <summary>Whether a key is null.</summary>
    public static BinaryExpression IsNull(Expression key) => Expression.Equal(key, Expression.Constant(null, key.Type));

    /// <summary>Whether two keys that are not null are the same.</summary>
    public static BinaryExpression Equal(Expression left, Expression right) => Nullable.GetUnderlyingType(left.Type) is { } plain
        ? Expression.Equal(Expression.Convert(left, plain), Expression.Convert(right, plain))
        : Expression.Equal(left, right);

    /// <summary>Compares two keys that are not null.</summary>
    public static BinaryExpression Of(Expression left, Expression right, ExpressionType comparison)
    {
        if (Nullable.GetUnderlyingType(left.Type) is { } plain)
        {
            return Of(Expression.Convert(left, plain), Expression.Convert(right, plain), comparison);
        }

        if (left.Type.IsEnum)
        {
            var number = Enum.GetUnderlyingType(left.Type);
            return Of(Expression.Convert(left, number), Expression.Convert(right, number), comparison);
        }

        if (left.Type != typeof(Guid) && HasOperator(left.Type))
        {
            return Expression.MakeBinary(comparison, left, right);
        }

        var compareTo = left.Type.GetMethod(nameof(IComparable.CompareTo), [left.Type])
            ?? throw new ArgumentException($"{left.Type.Name} cannot be compared: it has neither comparison operators nor CompareTo.");
        return Expression.MakeBinary(comparison, Expression.Call(left, compareTo, right), Expression.Constant(0));
    }

    private static bool HasOperator(Type type) =>
        (type.IsPrimitive && type != typeof(bool)) || type.GetMethod("op_GreaterThan", [type, type]) is not null;
}
