using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarePlatform.Platform.Tests;

/// <summary>Reads recorded values.</summary>
internal static class CorpusJson
{
    /// <summary>The text of a property; unlike the JSON reader it keeps surrogates without their partners.</summary>
    public static string Text(this JsonElement element, string property) => element.GetProperty(property).Text();

    public static string Text(this JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Contains("\\ud", StringComparison.OrdinalIgnoreCase) ? Unescape(raw) : element.GetString()!;
    }

    public static JsonElement? Optional(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static string Unescape(string raw)
    {
        var text = new StringBuilder();
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)int.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            text.Append(JsonSerializer.Deserialize<string>($"\"\\{raw[i]}\""));
        }

        return text.ToString();
    }
}
