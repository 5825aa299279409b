using System.Linq.Expressions;
using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Turns methods that read their parent at once into typed delegates: no reflection and no box while serving.</summary>
internal static class PlainFields
{
    /// <summary>A resolver that calls the method; ids become text.</summary>
    public static Resolver Resolver(FieldShape shape, Type holder, Func<Expression, Expression> parentOf)
    {
        var parent = Expression.Parameter(holder, "parent");
        var value = Shown(Expression.Call(shape.Method, parentOf(parent)));
        return OfDelegate(Expression.Lambda(value, parent).Compile(), holder, value.Type);
    }

    /// <summary>A resolver that reads a property of a record.</summary>
    public static Resolver Resolver(PropertyInfo property, Type holder)
    {
        var parent = Expression.Parameter(holder, "parent");
        var value = Shown(Expression.Property(parent, property));
        return OfDelegate(Expression.Lambda(value, parent).Compile(), holder, value.Type);
    }

    /// <summary>The text of an id, as the wire has it.</summary>
    public static object? ShowIds(object? value) => value switch
    {
        null or string => value,
        _ when ClrTypes.IsId(value.GetType()) => value.ToString(),
        System.Collections.IEnumerable items when ClrTypes.Item(value.GetType()) is { } item && ClrTypes.IsId(item) => items.Cast<object>().Select(i => i.ToString()).ToList(),
        _ => value,
    };

    private static Resolver OfDelegate(Delegate read, Type holder, Type value) => (Resolver)typeof(PlainFields)
        .GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(holder, value).Invoke(null, [read])!;

    private static Resolver Typed<TParent, TValue>(Delegate read) => GraphQL.Resolver.Of((Func<TParent, TValue>)read);

    private static Expression Shown(Expression value)
    {
        var plain = Nullable.GetUnderlyingType(value.Type);
        if (plain is not null && ClrTypes.IsId(plain))
        {
            return Expression.Condition(
                Expression.Property(value, "HasValue"), Format(Expression.Property(value, "Value")), Expression.Constant(null, typeof(string)));
        }

        if (ClrTypes.IsId(value.Type))
        {
            return Format(value);
        }

        return ClrTypes.Item(value.Type) is { } item && ClrTypes.IsId(item)
            ? Expression.Call(typeof(PlainFields), nameof(FormatAll), [item], value)
            : value;
    }

    private static MethodCallExpression Format(Expression id) => Expression.Call(typeof(Id), nameof(Id.Format), [id.Type], id);

    private static List<string> FormatAll<TId>(IEnumerable<TId> ids)
        where TId : struct, IId<TId> => [.. ids.Select(i => Id.Format(i))];
}
