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

    public static JsonElement Element(WorkflowDefinition definition) => JsonSerializer.SerializeToElement(definition, Options);

    /// <summary>Reads a definition that the platform wrote.</summary>
    public static WorkflowDefinition Read(string json) => JsonSerializer.Deserialize<WorkflowDefinition>(json, Options)
        ?? throw new JsonException("A workflow definition is stored as null.");

    /// <summary>Reads what somebody sent; otherwise says what is wrong and where.</summary>
    public static bool TryRead(JsonElement json, out WorkflowDefinition definition, out InvalidInput? problem)
    {
        (definition, problem) = (new WorkflowDefinition(), null);
        if (json.ValueKind is not JsonValueKind.Object)
        {
            problem = new InvalidInput("input.definition", "A definition is a JSON object with key, title, start, cancel and steps.");
        }
        else if (EmptyPlace(json, "") is { } empty)
        {
            problem = new InvalidInput("input.definition", $"{empty.TrimStart('.')}: is null; leave it out.");
        }
        else
        {
            try
            {
                definition = json.Deserialize<WorkflowDefinition>(Options)!;
            }
            catch (JsonException error)
            {
                var place = error.Path is null or "$" ? "definition" : error.Path.TrimStart('$', '.');
                problem = new InvalidInput("input.definition", $"{place}: {Plain(error)}");
            }
        }

        return problem is null;
    }

    // A null would be met by everything that walks the definition; what is not wanted is left out.
    private static string? EmptyPlace(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null => path,
        JsonValueKind.Array => element.EnumerateArray()
            .Select((e, i) => EmptyPlace(e, $"{path}[{i}]")).FirstOrDefault(p => p is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(p => EmptyPlace(p.Value, $"{path}.{p.Name}")).FirstOrDefault(p => p is not null),
        _ => null,
    };

    // The reader's own sentences end with a path that is already said, and name types that mean nothing to the author.
    private static string Plain(JsonException error)
    {
        var end = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return (end > 0 ? error.Message[..end] : error.Message).Replace("CarePlatform.Coordination.", "", StringComparison.Ordinal);
    }
}
