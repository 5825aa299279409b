using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Stores an enum as kebab-case text, the form that events and recipes use as well.</summary>
internal sealed class KebabEnum<TEnum>() : ValueConverter<TEnum, string>(value => Write(value), text => Read(text))
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Texts =
        Enum.GetValues<TEnum>().ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

    private static readonly Dictionary<string, TEnum> Values = Texts.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    /// <summary>The value as it is stored.</summary>
    public static string Write(TEnum value) => Texts[value];

    private static readonly (byte[] Text, TEnum Value)[] Stored = [.. Texts.Select(t => (Encoding.UTF8.GetBytes(t.Value), t.Key))];

    /// <summary>The value of a column of a result, without a string for each row.</summary>
    public static TEnum Read(NpgsqlDataReader reader, int column)
    {
        var buffer = RowBytes.Buffer;
        var text = buffer.AsSpan(0, (int)reader.GetBytes(column, 0, buffer, 0, buffer.Length));
        foreach (var (stored, value) in Stored)
        {
            if (text.SequenceEqual(stored))
            {
                return value;
            }
        }

        return Read(reader.GetString(column));
    }

    private static TEnum Read(string text) => Values.TryGetValue(text, out var value)
        ? value
        : throw new InvalidOperationException($"The database holds \"{text}\" where {typeof(TEnum).Name} is expected.");
}

/// <summary>Room for the bytes of a value while it is compared; each thread has its own.</summary>
internal static class RowBytes
{
    // Longer than any name of an enum.
    private const int Length = 128;

    [ThreadStatic]
    private static byte[]? _buffer;

    public static byte[] Buffer => _buffer ??= new byte[Length];
}
