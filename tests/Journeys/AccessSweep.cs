using System.Text.Json;
using System.Text.RegularExpressions;
using CarePlatform.Testing;

namespace CarePlatform.Journeys.Tests;

/// <summary>
/// Walks every field of the schema: for each root query one document that selects everything below it, to a depth, with arguments made
/// up from what is known. Nothing is listed by hand, so a new field is swept the day it appears.
/// </summary>
internal sealed partial class AccessSweep
{
    // The first whose cost the API allows.
    private static readonly int[] Depths = [4, 3, 2];

    private readonly Dictionary<string, JsonElement> _types;
    private readonly Dictionary<string, string> _ids;
    private readonly Dictionary<(string Type, string Field), (char Class, bool Minimum)> _classes = [];

    private AccessSweep(JsonElement schema, Dictionary<string, string> ids)
    {
        _ids = ids;
        _types = schema.GetProperty("types").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);
        foreach (var (name, type) in _types)
        {
            foreach (var field in FieldsOf(type))
            {
                if (DataClass().Match(field.GetProperty("description").GetString() ?? "") is { Success: true } said)
                {
                    _classes[(name, field.GetProperty("name").GetString()!)] = (said.Groups[1].Value[0], said.Groups[2].Success);
                }
            }
        }

        Documents = [.. FieldsOf(_types["Query"]).Select(Document).OfType<(string, IReadOnlyList<string>)>()];
    }

    /// <summary>Root fields with the documents that select everything below them, the deepest first.</summary>
    public IReadOnlyList<(string Root, IReadOnlyList<string> ByDepth)> Documents { get; }

    /// <summary>How many fields say what class they are.</summary>
    public int Classified => _classes.Count;

    /// <summary>Reads the schema as this person sees it.</summary>
    /// <param name="ids">Ids by the name of a root field or argument that takes one.</param>
    public static async Task<AccessSweep> Of(TestTenant tenant, string subject, Dictionary<string, string> ids)
    {
        const string Type = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
        var data = await tenant.Ask(subject, $$"""
            { __schema { types { name kind enumValues { name } inputFields { name defaultValue type { {{Type}} } }
                fields { name description args { name defaultValue type { {{Type}} } } type { {{Type}} } } } } }
            """);
        return new AccessSweep(data.GetProperty("__schema"), ids);
    }

    /// <summary>Every value of a classified field in the data of an answer, with its path.</summary>
    public IEnumerable<(string Path, char Class, bool Minimum, JsonElement Value)> ClassifiedIn(JsonElement data) => Walk("Query", data, "");

    private IEnumerable<(string Path, char Class, bool Minimum, JsonElement Value)> Walk(string type, JsonElement value, string path)
    {
        if (value.ValueKind is JsonValueKind.Array)
        {
            return value.EnumerateArray().SelectMany((item, i) => Walk(type, item, $"{path}/{i}"));
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var named = value.TryGetProperty("__typename", out var told) ? told.GetString()! : type;
        return value.EnumerateObject().Where(p => p.Name != "__typename").SelectMany(p =>
        {
            var field = FieldsOf(_types[named]).First(f => f.GetProperty("name").GetString() == p.Name);
            var (kind, below) = (Named(field.GetProperty("type")), Enumerable.Empty<(string, char, bool, JsonElement)>());
            below = kind.Kind is "SCALAR" or "ENUM" ? below : Walk(kind.Name, p.Value, $"{path}/{p.Name}");
            return _classes.TryGetValue((named, p.Name), out var said) ? below.Prepend(($"{path}/{p.Name}", said.Class, said.Minimum, p.Value)) : below;
        });
    }

    private (string, IReadOnlyList<string>)? Document(JsonElement field)
    {
        var name = field.GetProperty("name").GetString()!;
        return Call(field, root: true) is { } call ? (name, [.. Depths.Select(depth => $"{{ {call}{Below(field, depth)} }}")]) : null;
    }

    private string Below(JsonElement field, int depth)
    {
        var (kind, name) = Named(field.GetProperty("type"));
        return kind switch
        {
            "OBJECT" => $" {{ __typename {Selection(_types[name], depth - 1)} }}",
            "INTERFACE" or "UNION" => $" {{ __typename {string.Join(' ', Possible(name).Select(t => $"... on {t} {{ {Selection(_types[t], 1)} }}"))} }}",
            _ => "",
        };
    }

    // What an interface may be, as far as it is about people; everything would be a document beyond all limits.
    private static IEnumerable<string> Possible(string name) => name == "Node" ? ["Client"] : [];

    private string Selection(JsonElement type, int depth) => string.Join(' ', FieldsOf(type)
        .Where(f => depth > 0 || Named(f.GetProperty("type")).Kind is "SCALAR" or "ENUM")
        .Select(f => Call(f, root: false) is { } call ? call + Below(f, depth) : null).OfType<string>());

    private string? Call(JsonElement field, bool root)
    {
        var given = new List<string>();
        var name = field.GetProperty("name").GetString()!;
        foreach (var argument in field.GetProperty("args").EnumerateArray())
        {
            var argumentName = argument.GetProperty("name").GetString()!;
            var isRequired = argument.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL" && argument.GetProperty("defaultValue").ValueKind is JsonValueKind.Null;
            if (argumentName == "first")
            {
                given.Add("first: 2");
            }
            else if (isRequired && Value(argument.GetProperty("type"), root ? name : "", argumentName) is { } value)
            {
                given.Add($"{argumentName}: {value}");
            }
            else if (isRequired)
            {
                return null;
            }
        }

        return given.Count == 0 ? name : $"{name}({string.Join(", ", given)})";
    }

    private string? Value(JsonElement type, string field, string argument)
    {
        var (kind, name) = Named(type);
        var isList = type.GetProperty("kind").GetString() == "LIST" || (type.GetProperty("ofType") is { ValueKind: JsonValueKind.Object } of && of.GetProperty("kind").GetString() == "LIST");
        var one = kind switch
        {
            "ENUM" => _types[name].GetProperty("enumValues")[0].GetProperty("name").GetString(),
            "INPUT_OBJECT" => Object(_types[name]),
            _ => name switch
            {
                "Int" or "Float" or "Long" => "1",
                "Boolean" => "true",
                "Date" => "\"2026-01-05\"",
                "DateTime" => "\"2026-01-05T00:00:00Z\"",
                "ID" => _ids.TryGetValue(field, out var byField) || _ids.TryGetValue(argument, out byField) ? $"\"{byField}\"" : $"\"{_ids["client"]}\"",
                "String" => "\"zq\"",
                _ => null,
            },
        };
        return one is null ? null : isList ? $"[{one}]" : one;
    }

    private string? Object(JsonElement input)
    {
        var fields = new List<string>();
        foreach (var field in input.GetProperty("inputFields").EnumerateArray())
        {
            if (field.GetProperty("type").GetProperty("kind").GetString() != "NON_NULL" || field.GetProperty("defaultValue").ValueKind is not JsonValueKind.Null)
            {
                continue;
            }

            if (Value(field.GetProperty("type"), "", field.GetProperty("name").GetString()!) is not { } value)
            {
                return null;
            }

            fields.Add($"{field.GetProperty("name").GetString()}: {value}");
        }

        return $"{{ {string.Join(", ", fields)} }}";
    }

    private static JsonElement[] FieldsOf(JsonElement type) =>
        type.GetProperty("fields") is { ValueKind: JsonValueKind.Array } fields ? [.. fields.EnumerateArray()] : [];

    private static (string Kind, string Name) Named(JsonElement type)
    {
        while (type.GetProperty("ofType") is { ValueKind: JsonValueKind.Object } inner)
        {
            type = inner;
            if (!type.TryGetProperty("ofType", out _))
            {
                break;
            }
        }

        return (type.GetProperty("kind").GetString()!, type.GetProperty("name").GetString()!);
    }

    [GeneratedRegex(@"\(Data class ([A-H])(, minimum)?; null when withheld\.\)$")]
    private static partial Regex DataClass();
}
