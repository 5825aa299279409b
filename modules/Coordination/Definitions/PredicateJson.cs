using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Coordination;

/// <summary>
/// The written form: <c>{"field": "acuity", "equals": "urgent"}</c>, with <c>oneOf</c>, <c>exists</c>, <c>atLeast</c> and
/// <c>atMost</c> in place of <c>equals</c>; <c>{"all": […]}</c>, <c>{"any": […]}</c>, <c>{"not": {…}}</c>.
/// </summary>
internal sealed class PredicateJson : JsonConverter<Predicate>
{
    public override Predicate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, Predicate value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case Predicate.Is p:
                writer.WriteString("field", p.Field);
                writer.WritePropertyName("equals");
                WriteScalar(writer, p.Value);
                break;
            case Predicate.OneOf p:
                writer.WriteString("field", p.Field);
                writer.WriteStartArray("oneOf");
                foreach (var one in p.Values)
                {
                    WriteScalar(writer, one);
                }

                writer.WriteEndArray();
                break;
            case Predicate.Exists p:
                writer.WriteString("field", p.Field);
                writer.WriteBoolean("exists", p.Wanted);
                break;
            case Predicate.Within p:
                writer.WriteString("field", p.Field);
                WriteBound(writer, "atLeast", p.AtLeast);
                WriteBound(writer, "atMost", p.AtMost);
                break;
            case Predicate.All p:
                WriteParts(writer, "all", p.Parts, options);
                break;
            case Predicate.Any p:
                WriteParts(writer, "any", p.Parts, options);
                break;
            case Predicate.Not p:
                writer.WritePropertyName("not");
                Write(writer, p.Part, options);
                break;
        }

        writer.WriteEndObject();
    }

    private static Predicate Read(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw Unreadable(element);
        }

        var members = element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        if (members is { Count: 1 } && members.Single() is var (word, value) && word is "all" or "any" or "not")
        {
            return word switch
            {
                "not" => new Predicate.Not(Read(value)),
                "all" => new Predicate.All(Parts(value)),
                _ => new Predicate.Any(Parts(value)),
            };
        }

        if (!members.Remove("field", out var name) || name.ValueKind is not JsonValueKind.String)
        {
            throw Unreadable(element);
        }

        var field = name.GetString()!;
        return members.Keys.Order(StringComparer.Ordinal).ToArray() switch
        {
            ["equals"] => new Predicate.Is(field, Value(members["equals"])),
            ["oneOf"] => new Predicate.OneOf(field, [.. List(members["oneOf"]).Select(Value)]),
            ["exists"] when Scalar.Of(members["exists"]) is bool wanted => new Predicate.Exists(field, wanted),
            ["atLeast"] => new Predicate.Within(field, Number(members["atLeast"]), null),
            ["atMost"] => new Predicate.Within(field, null, Number(members["atMost"])),
            ["atLeast", "atMost"] => new Predicate.Within(field, Number(members["atLeast"]), Number(members["atMost"])),
            _ => throw Unreadable(element),
        };
    }

    private static IReadOnlyList<Predicate> Parts(JsonElement list) => [.. List(list).Select(Read)];

    private static JsonElement.ArrayEnumerator List(JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0 ? value.EnumerateArray() : throw Unreadable(value);

    private static object Value(JsonElement value) => Scalar.Of(value) is { } scalar and not JsonElement ? scalar : throw Unreadable(value);

    private static decimal Number(JsonElement value) => Scalar.Of(value) is decimal number ? number : throw Unreadable(value);

    private static JsonException Unreadable(JsonElement element) => new(
        $"{Short(element)} is no condition: write {{\"field\": …}} with one of equals, oneOf, exists, atLeast, atMost, or one of "
        + "{\"all\": […]}, {\"any\": […]}, {\"not\": {…}}");

    private static string Short(JsonElement element) =>
        element.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : element.GetRawText();

    private static void WriteParts(Utf8JsonWriter writer, string word, IReadOnlyList<Predicate> parts, JsonSerializerOptions options)
    {
        writer.WritePropertyName(word);
        JsonSerializer.Serialize(writer, parts, options);
    }

    private static void WriteBound(Utf8JsonWriter writer, string word, decimal? bound)
    {
        if (bound is { } number)
        {
            writer.WriteNumber(word, number);
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
        }
    }
}
