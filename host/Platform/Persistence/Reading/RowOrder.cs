using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>
/// The order of the rows of one key, where the host compares their values as PostgreSQL does: moments, days, whole numbers and ids. A key has few
/// rows and most have one, so that nothing is left to sort, while PostgreSQL would sort the rows of all keys together.
/// </summary>
internal sealed class RowOrder<TRow> : IComparer<TRow>
    where TRow : class
{
    private static readonly Type[] Alike = [typeof(Guid), typeof(DateTimeOffset), typeof(DateOnly), typeof(int), typeof(long)];
    private readonly Comparison<TRow>[] _keys;

    private RowOrder(Comparison<TRow>[] keys, string[] properties) => (_keys, Properties) = (keys, properties);

    /// <summary>The properties that are compared; they must be read.</summary>
    public IReadOnlyList<string> Properties { get; }

    /// <summary>Takes the order off these rows; they are given back as they are, and no order, where PostgreSQL must make it.</summary>
    public static (IQueryable<TRow> Rows, RowOrder<TRow>? Order) Of(IQueryable<TRow> rows)
    {
        var (keys, properties) = (new List<Comparison<TRow>>(), new List<string>());
        var left = rows.Expression;
        while (left is MethodCallExpression { Arguments: [var before, UnaryExpression { Operand: LambdaExpression by }] } call && Direction(call.Method) is var (first, descending))
        {
            if (ComparisonBy(by, descending) is not { } key)
            {
                break;
            }

            keys.Insert(0, key);
            properties.Add(((MemberExpression)by.Body).Member.Name);
            if (first)
            {
                return (rows.Provider.CreateQuery<TRow>(before), new RowOrder<TRow>([.. keys], [.. properties]));
            }

            left = before;
        }

        return (rows, null);
    }

    public int Compare(TRow? x, TRow? y)
    {
        foreach (var key in _keys)
        {
            if (key(x!, y!) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }

    private static (bool First, bool Descending)? Direction(MethodInfo method) => (method.DeclaringType == typeof(Queryable) ? method.Name : "") switch
    {
        nameof(Queryable.OrderBy) => (true, false),
        nameof(Queryable.OrderByDescending) => (true, true),
        nameof(Queryable.ThenBy) => (false, false),
        nameof(Queryable.ThenByDescending) => (false, true),
        _ => null,
    };

    private static Comparison<TRow>? ComparisonBy(LambdaExpression by, bool descending)
    {
        if (by.Body is not MemberExpression { Expression: ParameterExpression, Member: PropertyInfo property } value)
        {
            return null;
        }

        var isId = property.PropertyType.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
        var compared = isId ? Expression.Property(value, nameof(TenantId.Value)) : value;
        if (!Alike.Contains(compared.Type))
        {
            return null;
        }

        var read = Expression.Lambda(compared, by.Parameters);
        return (Comparison<TRow>)typeof(RowOrder<TRow>).GetMethod(nameof(Comparison), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(compared.Type).Invoke(null, [read, descending])!;
    }

    private static Comparison<TRow> Comparison<TValue>(Expression<Func<TRow, TValue>> read, bool descending)
        where TValue : IComparable<TValue>
    {
        var value = read.Compile();
        return descending ? (x, y) => value(y).CompareTo(value(x)) : (x, y) => value(x).CompareTo(value(y));
    }
}
