using System.Linq.Expressions;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>
/// Makes expressions that turn coerced inputs into what methods and constructors take; compiled once, when the schema is made.
/// </summary>
internal static class InputReading
{
    private static readonly MethodInfo Has = typeof(InputFields).GetMethod(nameof(InputFields.Has), [typeof(int)])!;
    private static readonly PropertyInfo At = typeof(InputFields).GetProperty("Item", [typeof(int)])!;

    /// <summary>Reads the input at a place of its definition.</summary>
    /// <param name="byDefault">What counts when it is left out, where the schema has no default for that.</param>
    public static Expression Read(
        Expression fields, int place, Type type, string name, Func<Type, ScalarMapping?> findScalar, object? byDefault)
    {
        var (given, value) = (
            Expression.Call(fields, Has, Expression.Constant(place)), Expression.Property(fields, At, Expression.Constant(place)));
        if (ClrTypes.Argument(type, typeof(Optional<>)) is { } optional)
        {
            return Expression.Condition(
                given,
                Expression.New(type.GetConstructor([optional])!, Convert(value, optional, name, findScalar)),
                Expression.Default(type));
        }

        // A null for something that is never null in C# means its default.
        Expression counts = type.IsValueType && Nullable.GetUnderlyingType(type) is null && byDefault is not null
            ? Expression.NotEqual(value, Expression.Constant(null))
            : given;
        var otherwise = byDefault is null ? (Expression)Expression.Default(type) : Expression.Constant(ValueOf(byDefault, type), type);
        return Expression.Condition(counts, Convert(value, type, name, findScalar), otherwise);
    }

    /// <summary>Whether a list of this type can be made: an array, or what an array, a list or a set can be.</summary>
    public static bool CanMake(Type list, Type item) => list.IsArray
        || list.IsAssignableFrom(typeof(List<>).MakeGenericType(item)) || list.IsAssignableFrom(typeof(HashSet<>).MakeGenericType(item));

    /// <summary>Reads a coerced value whose type is known only when the schema is made.</summary>
    public static Func<object?, object?> Boxed(Type type, string name, Func<Type, ScalarMapping?> findScalar)
    {
        var value = Expression.Parameter(typeof(object), "value");
        return Expression.Lambda<Func<object?, object?>>(
            Expression.Convert(Convert(value, type, name, findScalar), typeof(object)), value).Compile();
    }

    private static object ValueOf(object value, Type type) =>
        ClrTypes.Plain(type) is { IsEnum: true } option ? Enum.ToObject(option, value) : value;

    private static MethodCallExpression Convert(Expression value, Type type, string name, Func<Type, ScalarMapping?> findScalar)
    {
        if (findScalar(ClrTypes.Plain(type)) is { Reader: { } read })
        {
            return Call(nameof(ReadScalar), [read.GetType().GetGenericArguments()[0], ClrTypes.Plain(type), type], value,
                Expression.Constant(read), Expression.Constant(name));
        }

        if (ClrTypes.Item(ClrTypes.Plain(type)) is { } item && NeedsReader(item, findScalar))
        {
            var one = Expression.Parameter(typeof(object), "item");
            var reader = Expression.Lambda(Convert(one, item, name, findScalar), one).Compile();
            return Call(nameof(ReadList), [type, item], value, Expression.Constant(reader));
        }

        return Call(nameof(InputConversion.To), [type], value);
    }

    private static bool NeedsReader(Type type, Func<Type, ScalarMapping?> findScalar) =>
        findScalar(ClrTypes.Innermost(type)) is { Reader: not null };

    private static MethodCallExpression Call(string method, Type[] types, params Expression[] arguments) => Expression.Call(
        method == nameof(InputConversion.To) ? typeof(InputConversion) : typeof(InputReading), method, types, arguments);

    private static TResult ReadScalar<TWire, TClr, TResult>(object? value, Func<TWire, string, TClr> read, string name) =>
        value is null ? default! : read(InputConversion.To<TWire>(value), name) is TResult result ? result : default!;

    private static TList ReadList<TList, TItem>(object? value, Func<object?, TItem> read)
    {
        if (value is null)
        {
            return default!;
        }

        var given = (System.Collections.IList)value;
        var items = new TItem[given.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(given[i]);
        }

        return InputConversion.To<TList>(items);
    }
}
