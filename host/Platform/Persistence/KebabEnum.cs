using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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

    private static TEnum Read(string text) => Values.TryGetValue(text, out var value)
        ? value
        : throw new InvalidOperationException($"The database holds \"{text}\" where {typeof(TEnum).Name} is expected.");
}
