using System.Linq.Expressions;

namespace CarePlatform.GraphQL;

/// <summary>Makes expressions that turn what methods return into what scalars write; compiled once, when the schema is made.</summary>
public static class OutputShowing
{
    /// <summary>The value as the executor takes it: itself, or what the mapping of its scalar makes of it, in lists too.</summary>
    public static Expression Show(Expression value, Func<Type, ScalarMapping?> findScalar)
    {
        var type = value.Type;
        if (findScalar(ClrTypes.Plain(type)) is { Writer: { } write })
        {
            return ShowScalar(value, Expression.Constant(write), write.GetType().GetGenericArguments()[1]);
        }

        if (ClrTypes.Item(type) is not { } item || findScalar(ClrTypes.Innermost(item)) is not { Writer: not null })
        {
            return value;
        }

        var one = Expression.Parameter(item, "item");
        var show = Expression.Lambda(Show(one, findScalar), one);
        return Expression.Call(typeof(OutputShowing), nameof(ShowAll), [item, show.ReturnType], value, Expression.Constant(show.Compile()));
    }

    /// <summary>The same for values whose type is known only when the schema is made; null when they are shown as they are.</summary>
    public static Func<object?, object?>? Boxed(Type type, Func<Type, ScalarMapping?> findScalar)
    {
        var boxed = Expression.Parameter(typeof(object), "value");
        var value = Expression.Convert(boxed, type);
        var shown = Show(value, findScalar);
        return shown == value ? null : Expression.Lambda<Func<object?, object?>>(
            Expression.Condition(Expression.Equal(boxed, Expression.Constant(null)), boxed, Expression.Convert(shown, typeof(object))),
            boxed).Compile();
    }

    private static Expression ShowScalar(Expression value, Expression write, Type wire)
    {
        if (!value.Type.IsValueType)
        {
            return Expression.Condition(
                Expression.Equal(value, Expression.Constant(null)), Expression.Default(wire), Expression.Invoke(write, value));
        }

        if (Nullable.GetUnderlyingType(value.Type) is null)
        {
            return Expression.Invoke(write, value);
        }

        var shown = Expression.Invoke(write, Expression.Property(value, "Value"));
        var nullable = wire.IsValueType && Nullable.GetUnderlyingType(wire) is null ? typeof(Nullable<>).MakeGenericType(wire) : wire;
        return Expression.Condition(
            Expression.Property(value, "HasValue"), Expression.Convert(shown, nullable), Expression.Default(nullable));
    }

    private static List<TShown>? ShowAll<TItem, TShown>(IEnumerable<TItem>? items, Func<TItem, TShown> show) => items is null ? null
        : [.. items.Select(show)];
}
