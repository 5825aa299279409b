using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Coordination;

/// <summary>
/// A field that an earlier event of the run carried: <c>start.receivedAt</c> of the event that started it, <c>triage.acuity</c> of
/// the event that completed the step <c>triage</c>.
/// </summary>
[JsonConverter(typeof(FieldRefJson))]
internal readonly record struct FieldRef(string Source, string Field)
{
    /// <summary>The source that stands for the start event; no step may be called so.</summary>
    public const string Start = "start";

    /// <summary>The field with the value by which a step was completed by hand.</summary>
    public const string Measured = "measured";

    public static bool TryParse(string? text, out FieldRef reference)
    {
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        var ok = dot > 0 && dot < text!.Length - 1 && !text.AsSpan(dot + 1).Contains('.');
        reference = ok ? new FieldRef(text![..dot], text[(dot + 1)..]) : default;
        return ok;
    }

    public override string ToString() => $"{Source}.{Field}";
}

internal sealed class FieldRefJson : JsonConverter<FieldRef>
{
    public override FieldRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FieldRef.TryParse(reader.GetString(), out var reference)
            ? reference
            : throw new JsonException("names no field of an event: write \"start.field\" or \"step.field\", such as \"start.receivedAt\"");

    public override void Write(Utf8JsonWriter writer, FieldRef value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
