using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>Rows with some of their columns: the others are not read and hold nothing.</summary>
internal static class Narrow<T>
{
    private static readonly ConcurrentDictionary<(Columns Wanted, MemberInfo Key, MemberInfo Tie), Expression<Func<T, T>>?> Known = new();

    /// <summary>
    /// Whether these columns are worth remembering: clients choose them, so what is remembered of them has an end. Beyond it, rows are
    /// read whole.
    /// </summary>
    public static bool MayKeep(Columns wanted, MemberInfo key, MemberInfo tie) => Known.Count < Columns.MostSets || Known.ContainsKey((wanted, key, tie));

    /// <summary>The row with the wanted columns and those two; null when it cannot be made without the others.</summary>
    public static Expression<Func<T, T>>? To(Columns wanted, MemberInfo key, MemberInfo tie) => Known.GetOrAdd((wanted, key, tie), static shape =>
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var names = shape.Wanted.Names.Split(',', StringSplitOptions.RemoveEmptyEntries).Append(shape.Key.Name).Append(shape.Tie.Name).Distinct();
        PropertyInfo?[] properties = [.. names.Select(n => typeof(T).GetProperty(n, any))];
        if (typeof(T).GetConstructor(any, []) is not { } make || !properties.All(p => p is { CanWrite: true }))
        {
            return null;
        }

        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, T>>(
            Expression.MemberInit(Expression.New(make), properties.Select(p => Expression.Bind(p!, Expression.Property(row, p!)))), row);
    });

    /// <summary>The property that an expression names, or null.</summary>
    public static MemberInfo? Property<TValue>(Expression<Func<T, TValue>> expression)
    {
        var body = expression.Body;
        while (body is MemberExpression { Expression: MemberExpression inner })
        {
            body = inner;
        }

        return body is MemberExpression { Expression: ParameterExpression } property ? property.Member : null;
    }
}
