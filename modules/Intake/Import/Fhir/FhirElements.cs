using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Short ways into FHIR's JSON. What is missing or of another kind than expected is null or nothing, never a fault.</summary>
internal static class FhirElements
{
    /// <summary>The property, when there is one; an undefined element otherwise.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The elements of the property, when it is a list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The first element of the property that is a list, or the property itself when it is an object.</summary>
    public static JsonElement First(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } one ? one : element.List(name).FirstOrDefault();

    /// <summary>The property's text.</summary>
    public static string? String(this JsonElement element, string name) => AsString(element.Get(name), name);

    /// <summary>The texts of the property that is a list.</summary>
    public static IEnumerable<string> Strings(this JsonElement element, string name) =>
        element.List(name).Select(e => AsString(e, name)).OfType<string>();

    /// <summary>A coded concept: its first coding with a code, in the preferred system when it has one.</summary>
    public static Coding? Coding(this JsonElement concept, string? preferred = null)
    {
        Coding? first = null;
        foreach (var coding in concept.List("coding"))
        {
            if (coding.String("code") is { } code)
            {
                var found = new Coding(coding.String("system") ?? "", code, coding.String("display") ?? concept.String("text"));
                if (preferred is null || found.System == preferred)
                {
                    return found;
                }

                first ??= found;
            }
        }

        return first;
    }

    /// <summary>The value of an extension.</summary>
    public static JsonElement Extension(this JsonElement element, string url) =>
        element.List("extension").FirstOrDefault(e => e.String("url") == url);

    /// <summary>A day of a date, or of a time in the tenant's zone. A date that is only a year or a month names no day.</summary>
    public static DateOnly? Day(this JsonElement element, string name, TimeZoneInfo zone) =>
        element.String(name) is { Length: not (4 or 7) } text ? Written.Day(text, name, zone) : null;

    /// <summary>An instant.</summary>
    public static DateTimeOffset? Moment(this JsonElement element, string name) =>
        element.String(name) is { Length: > 7 } text ? Written.Moment(text, name) : null;

    private static string? AsString(JsonElement element, string name)
    {
        if (element.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return Written.Text(element.GetString(), name);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text at all.
            throw new UnreadableException($"{name} holds characters that are no Unicode text");
        }
    }
}
