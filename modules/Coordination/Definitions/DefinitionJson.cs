using System.Text.Json;
using System.Text.Json.Serialization;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Reads and writes definitions. A misspelt member is an error, not something quietly left out.</summary>
internal static class DefinitionJson
{
    public static JsonSerializerOptions Options { get; } = new(IdJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        IgnoreReadOnlyProperties = true,
        MaxDepth = 32,
    };

    public static string Write(WorkflowDefinition definition) => JsonSerializer.Serialize(definition, Options);

    /// <summary>Reads a definition that the platform wrote.</summary>
    public static WorkflowDefinition Read(string json) => JsonSerializer.Deserialize<WorkflowDefinition>(json, Options)
        ?? throw new JsonException("A workflow definition is stored as null.");

    /// <summary>Reads what somebody sent; otherwise says what is wrong and where.</summary>
    public static bool TryRead(string json, out WorkflowDefinition definition, out InvalidInput? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
            if (EmptyPlace(document.RootElement, "") is { } place)
            {
                (definition, problem) = (new WorkflowDefinition(), new InvalidInput("input.definition", $"{place.TrimStart('.')}: is null; leave it out."));
                return false;
            }

            (definition, problem) = (Read(json), null);
            return true;
        }
        catch (JsonException error)
        {
            var line = error.LineNumber is { } number ? $" (line {number + 1}, column {error.BytePositionInLine + 1})" : "";
            var place = error.Path is null or "$" ? "The definition" : error.Path.TrimStart('$', '.');
            definition = new WorkflowDefinition();
            problem = new InvalidInput("input.definition", $"{place}{line}: {Plain(error)}");
            return false;
        }
    }

    // A null in a list would be met by everything that walks the list.
    private static string? EmptyPlace(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray()
            .Select((e, i) => e.ValueKind is JsonValueKind.Null ? $"{path}[{i}]" : EmptyPlace(e, $"{path}[{i}]")).FirstOrDefault(p => p is not null),
        JsonValueKind.Object => element.EnumerateObject().Select(p => EmptyPlace(p.Value, $"{path}.{p.Name}")).FirstOrDefault(p => p is not null),
        _ => null,
    };

    // The reader's own sentences end with a path that is already said, and name types that mean nothing to the author.
    private static string Plain(JsonException error)
    {
        var text = error.InnerException is InvalidOperationException inner ? inner.Message : error.Message;
        var end = text.IndexOf(" Path:", StringComparison.Ordinal);
        return (end > 0 ? text[..end] : text).Replace("CarePlatform.Coordination.", "", StringComparison.Ordinal);
    }
}
