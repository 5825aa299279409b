using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>JSON from and to plain values: strings, numbers, booleans, dictionaries and lists.</summary>
internal static class PlainJson
{
    /// <summary>Writes a value; false, with nothing promised about the output, when it is not plain or nested too deep.</summary>
    public static bool TryWrite(object? value, JsonOutput output, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        switch (value)
        {
            case null:
                output.Null();
                return true;
            case string text:
                output.Text(text);
                return true;
            case bool flag:
                output.Boolean(flag);
                return true;
            case JsonElement json:
                output.Json(json);
                return true;
            case double number:
                return output.TryNumber(number);
            case float number:
                return output.TryNumber(number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                output.Raw(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Uri or char:
                output.Text(TextOf(value));
                return true;
            case InputFields fields:
                return TryWriteObject(fields.Given.Select(given => KeyValuePair.Create(given.Key, given.Value)), output, depth);
            case IReadOnlyDictionary<string, object?> map:
                return TryWriteObject(map, output, depth);
            case IEnumerable<KeyValuePair<string, object?>> map:
                return TryWriteObject(map, output, depth);
            case IEnumerable list:
                return TryWriteList(list, output, depth);
            default:
                return false;
        }
    }

    /// <summary>The plain value of JSON: integers as long where they fit, other numbers as double.</summary>
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt32(out var small) ? small : json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => ReadObject(json),
        _ => null,
    };

    private const int MaxDepth = 64;

    private static string TextOf(object value) => value switch
    {
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Dictionary<string, object?> ReadObject(JsonElement json)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            map[property.Name] = Read(property.Value);
        }

        return map;
    }

    private static bool TryWriteObject(IEnumerable<KeyValuePair<string, object?>> map, JsonOutput output, int depth)
    {
        output.Raw("{"u8);
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first)
            {
                output.Raw(","u8);
            }

            first = false;
            output.Text(key);
            output.Raw(":"u8);
            if (!TryWrite(value, output, depth + 1))
            {
                return false;
            }
        }

        output.Raw("}"u8);
        return true;
    }

    private static bool TryWriteList(IEnumerable list, JsonOutput output, int depth)
    {
        output.Raw("["u8);
        var first = true;
        foreach (var item in list)
        {
            if (!first)
            {
                output.Raw(","u8);
            }

            first = false;
            if (!TryWrite(item, output, depth + 1))
            {
                return false;
            }
        }

        output.Raw("]"u8);
        return true;
    }
}
