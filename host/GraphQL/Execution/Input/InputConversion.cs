using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Gives coerced inputs the type that a resolver asks for: lists become arrays or lists, numbers become wider numbers.</summary>
public static class InputConversion
{
    private static readonly ConcurrentDictionary<Type, Func<IList, object>> ListMakers = new();

    /// <summary>The value as this type; the type's default when it is null.</summary>
    public static T To<T>(object? value) => value switch
    {
        T typed => typed,
        null => default!,
        _ => (T)To(value, typeof(T))!,
    };

    /// <summary>The value as this type; null when it is null.</summary>
    public static object? To(object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value))
        {
            return value;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        if (value is IList list && ItemTypeOf(type) is { } itemType)
        {
            return ListMakers.GetOrAdd(type, _ => MakerOf(type, itemType))(list);
        }

        if (type.IsEnum && value is string name)
        {
            return Enum.Parse(type, name);
        }

        if (type == typeof(Guid) && value is string text)
        {
            return Guid.TryParse(text, out var id) ? id : throw new GraphQLException($"Expected an id, but got {Inspection.Show(text)}.");
        }

        return value is IConvertible ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : throw NotConvertible(value, type);
    }

    private static InvalidCastException NotConvertible(object value, Type type) =>
        new($"An input of type {value.GetType().Name} cannot be given to a resolver that asks for {type}. Give the input type a Create function that makes it.");

    private static Type? ItemTypeOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GenericTypeArguments is [var item] ? item
        : null;

    private static Func<IList, object> MakerOf(Type type, Type itemType)
    {
        var name = type.IsAssignableFrom(itemType.MakeArrayType()) ? nameof(ArrayOf)
            : type.IsAssignableFrom(typeof(List<>).MakeGenericType(itemType)) ? nameof(ListOf)
            : type.IsAssignableFrom(typeof(HashSet<>).MakeGenericType(itemType)) ? nameof(SetOf)
            : null;
        if (name is null)
        {
            var array = MakerOf(itemType.MakeArrayType(), itemType);
            return source => Activator.CreateInstance(type, array(source))!;
        }

        return typeof(InputConversion).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(itemType).CreateDelegate<Func<IList, object>>();
    }

    private static T[] ArrayOf<T>(IList source)
    {
        var items = new T[source.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = To<T>(source[i]);
        }

        return items;
    }

    private static List<T> ListOf<T>(IList source) => [.. ArrayOf<T>(source)];

    private static HashSet<T> SetOf<T>(IList source) => [.. ArrayOf<T>(source)];
}
