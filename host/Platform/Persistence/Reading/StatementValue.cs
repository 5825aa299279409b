using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using CarePlatform.GraphQL;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Writes values as parameters of statements, in the form in which they are stored: ids as UUIDs, enums as kebab-case text.</summary>
internal static class StatementValue
{
    private static readonly ConcurrentDictionary<Type, Func<object, NpgsqlParameter>?> Known = new();

    private static readonly HashSet<Type> Plain =
        [typeof(Guid), typeof(string), typeof(bool), typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(DateOnly), typeof(DateTimeOffset)];

    /// <summary>Makes a parameter of a value of this type, or of a list of such values; null when it takes more to do so.</summary>
    public static Func<object, NpgsqlParameter>? Of(Type type) => Known.GetOrAdd(type, static type =>
    {
        var (one, many) = type != typeof(string) && ClrTypes.Item(type) is { } item ? (item, nameof(Many)) : (Nullable.GetUnderlyingType(type) ?? type, nameof(One));
        var (stored, write) = Writer(one);
        return write is null ? null : (Func<object, NpgsqlParameter>)typeof(StatementValue)
            .GetMethod(many, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(one, stored).Invoke(null, [write])!;
    });

    private static (Type Stored, Delegate? Write) Writer(Type type)
    {
        if (Plain.Contains(type))
        {
            return (type, Make(nameof(Same), type));
        }

        return type.IsEnum ? (typeof(string), Make(nameof(Text), type))
            : type.IsValueType && IdTypes.All.Contains(type) ? (typeof(Guid), Make(nameof(Uuid), type))
            : (type, null);
    }

    private static Delegate Make(string writer, Type type) =>
        (Delegate)typeof(StatementValue).GetMethod(writer, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [])!;

    private static Converter<T, T> Same<T>() => static value => value;

    private static Converter<T, string> Text<T>()
        where T : struct, Enum => KebabEnum<T>.Write;

    private static Converter<T, Guid> Uuid<T>()
        where T : struct, IId<T> => static id => id.Value;

    private static Func<object, NpgsqlParameter> One<T, TStored>(Converter<T, TStored> write) =>
        value => new NpgsqlParameter<TStored> { TypedValue = write((T)value) };

    private static Func<object, NpgsqlParameter> Many<T, TStored>(Converter<T, TStored> write) =>
        value => new NpgsqlParameter<TStored[]> { TypedValue = [.. ((IEnumerable)value).Cast<T>().Select(v => write(v))] };
}
