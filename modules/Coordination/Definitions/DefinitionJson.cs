using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Reads and writes definitions. A misspelt member is an error, not something quietly left out.</summary>
internal static partial class DefinitionJson
{
    private const int Longest = 256 * 1024;

    private static readonly Type[] Choices = [typeof(StepKind), typeof(EscalationAction), typeof(Join), typeof(AtDischarge)];

    public static JsonSerializerOptions Options { get; } = new(IdJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        IgnoreReadOnlyProperties = true,
        MaxDepth = 32,
    };

    public static string Write(WorkflowDefinition definition) => definition.Unreadable?.Text ?? JsonSerializer.Serialize(definition, Options);

    public static JsonElement Element(WorkflowDefinition definition) => definition.Unreadable is { } unreadable
        ? JsonSerializer.Deserialize<JsonElement>(unreadable.Text)
        : JsonSerializer.SerializeToElement(definition, Options);

    /// <summary>Reads a definition as it is stored; one that cannot be read says so, and holds up nobody who reads it among others.</summary>
    public static WorkflowDefinition ReadStored(string json)
    {
        try
        {
            return Read(json);
        }
        catch (JsonException error)
        {
            return new WorkflowDefinition { Unreadable = new UnreadableText(json, Sentence(error)) };
        }
    }

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
        else if (json.GetRawText().Length > Longest)
        {
            problem = new InvalidInput(
                "input.definition", $"The definition has more than {Longest} characters, which nobody could follow: divide the workflow into several.");
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
                problem = new InvalidInput("input.definition", Sentence(error));
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

    private static string Sentence(JsonException error) =>
        $"{(error.Path is null or "$" ? "definition" : error.Path.TrimStart('$', '.'))}: {Plain(error)}";

    // The reader's own sentences end with a path that is already said, and name types that mean nothing to the author.
    private static string Plain(JsonException error)
    {
        var end = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        var text = end > 0 ? error.Message[..end] : error.Message;
        if (UnknownMember().Match(text) is { Success: true } unknown)
        {
            return $"There is nothing called '{unknown.Groups[1].Value}' here: check its spelling, or leave it out.";
        }

        return WrongKind().Match(text) is { Success: true } wrong ? $"must be {Wanted(wrong.Groups[1].Value)}" : text;
    }

    private static string Wanted(string type)
    {
        var choice = Choices.FirstOrDefault(c => type.Contains(c.FullName!, StringComparison.Ordinal));
        return type switch
        {
            _ when type.Contains("IReadOnlyList", StringComparison.Ordinal) => "a list, such as [ … ]",
            _ when type.Contains("IReadOnlyDictionary", StringComparison.Ordinal) => "an object with a member for each case",
            _ when choice is not null =>
                $"one of {string.Join(", ", Enum.GetNames(choice).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}",
            _ when type.Contains("System.String", StringComparison.Ordinal) => "a text",
            _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
            _ when type.Contains("System.Int32", StringComparison.Ordinal) => "a whole number",
            _ when type.Contains("System.Decimal", StringComparison.Ordinal) => "a number",
            _ => "an object, such as { … }",
        };
    }

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("could not be converted to (.*?)\\.$")]
    private static partial Regex WrongKind();
}
