using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Reads properties that may be missing or null.</summary>
internal static class JsonParts
{
    public static JsonElement? Part(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string property) => element.Part(property)?.GetString();

    public static bool Flag(this JsonElement element, string property) => element.Part(property)?.GetBoolean() ?? false;

    public static IReadOnlyList<JsonElement>? List(this JsonElement element, string property) =>
        element.Part(property) is { } list ? [.. list.EnumerateArray()] : null;
}
