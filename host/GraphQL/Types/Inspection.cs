using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Shows a value inside an error message, short enough to read.</summary>
internal static class Inspection
{
    private const int MaxDepth = 2;
    private const int MaxItems = 10;

    public static string Show(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    /// <summary>Shows a value that a resolver gave: plain values as they are, objects by their class only, since their texts may tell anything.</summary>
    public static string Show(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case JsonElement json:
                return Show(json);
            case string text:
                return Quote(text);
            case bool flag:
                return flag ? "true" : "false";
            default:
                using (var output = new JsonOutput())
                {
                    return PlainJson.TryWrite(value, output)
                        ? Show(JsonElement.Parse(output.Written.Span))
                        : value is Enum ? value.ToString()! : value.GetType().Name;
                }
        }
    }

    public static string Quote(string text)
    {
        using var output = new JsonOutput();
        output.Text(text);
        return Encoding.UTF8.GetString(output.Written.Span);
    }

    private static void Append(StringBuilder text, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(Quote(value.GetString()!));
                break;
            case JsonValueKind.Array:
                AppendArray(text, value, depth);
                break;
            case JsonValueKind.Object:
                AppendObject(text, value, depth);
                break;
            case JsonValueKind.Undefined:
                text.Append("undefined");
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendArray(StringBuilder text, JsonElement array, int depth)
    {
        var length = array.GetArrayLength();
        if (length > 0 && depth >= MaxDepth)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        for (var i = 0; i < Math.Min(length, MaxItems); i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, array[i], depth + 1);
        }

        if (length > MaxItems)
        {
            text.Append(CultureInfo.InvariantCulture, $", ... {length - MaxItems} more item{(length == MaxItems + 1 ? "" : "s")}");
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, JsonElement value, int depth)
    {
        var first = true;
        foreach (var property in value.EnumerateObject())
        {
            if (first && depth >= MaxDepth)
            {
                text.Append("[Object]");
                return;
            }

            text.Append(first ? "{ " : ", ").Append(property.Name).Append(": ");
            Append(text, property.Value, depth + 1);
            first = false;
        }

        text.Append(first ? "{}" : " }");
    }
}
