using System.Text.Json;
using System.Text.RegularExpressions;
using CarePlatform.Testing;

namespace CarePlatform.Journeys.Tests;

/// <summary>
/// Walks every field of the schema: for each root query one document that selects everything below it, to a depth, with arguments made
/// up from what is known, days around today among them. What the API would not answer at once for its cost is asked for in parts, so that
/// nothing is left out. Nothing is listed by hand, so a new field is swept the day it appears.
/// </summary>
internal sealed partial class AccessSweep
{
    private const int Depth = 4;
    private const int DaysAround = 30;

    private readonly Dictionary<string, JsonElement> _types;
    private readonly Dictionary<string, string> _ids;
    private readonly Dictionary<(string Type, string Field), (char Class, bool Minimum, bool Attendance)> _classes = [];

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
                    _classes[(name, field.GetProperty("name").GetString()!)] = (said.Groups[1].Value[0], said.Groups[2].Success, said.Groups[3].Success);
                }
            }
        }

        Questions = [.. FieldsOf(_types["Query"]).Where(f => Call(f, root: true) is not null)
            .Select(f => new Question(f.GetProperty("name").GetString()!, [Call(f, root: true)!], f, Depth))];
    }

    /// <summary>For each root field the question for everything below it.</summary>
    public IReadOnlyList<Question> Questions { get; }

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
    public IEnumerable<(string Path, char Class, bool Minimum, bool Attendance, JsonElement Value)> ClassifiedIn(JsonElement data) => Walk("Query", data, "");

    private IEnumerable<(string Path, char Class, bool Minimum, bool Attendance, JsonElement Value)> Walk(string type, JsonElement value, string path)
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
            var (kind, below) = (Named(field.GetProperty("type")), Enumerable.Empty<(string, char, bool, bool, JsonElement)>());
            below = kind.Kind is "SCALAR" or "ENUM" ? below : Walk(kind.Name, p.Value, $"{path}/{p.Name}");
            return _classes.TryGetValue((named, p.Name), out var said) ? below.Prepend(($"{path}/{p.Name}", said.Class, said.Minimum, said.Attendance, p.Value)) : below;
        });
    }

    /// <summary>The document of a question.</summary>
    public string Document(Question asked) =>
        $"{{ {string.Join(" { __typename ", asked.Calls)}{Below(asked.Field, asked.Depth)} {string.Concat(Enumerable.Repeat('}', asked.Calls.Count - 1))} }}";

    /// <summary>A question that is too much at once, as several: one for each thing below it, and one for all plain values.</summary>
    public IEnumerable<Question> Parts(Question asked)
    {
        var (kind, name) = Named(asked.Field.GetProperty("type"));
        if (kind != "OBJECT" || asked.Depth <= 1)
        {
            return [];
        }

        return FieldsOf(_types[name]).Where(f => Named(f.GetProperty("type")).Kind is not ("SCALAR" or "ENUM") && Call(f, root: false) is not null)
            .Select(f => new Question($"{asked.Name}.{f.GetProperty("name").GetString()}", [.. asked.Calls, Call(f, root: false)!], f, asked.Depth - 1))
            .Prepend(asked with { Name = $"{asked.Name}.", Depth = 1 });
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
                "Date" => $"\"{Day(argument):yyyy-MM-dd}\"",
                "DateTime" => $"\"{Day(argument):yyyy-MM-dd}T00:00:00Z\"",
                "ID" => _ids.TryGetValue(field, out var byField) || _ids.TryGetValue(argument, out byField) ? $"\"{byField}\"" : $"\"{_ids["client"]}\"",
                "String" => "\"zq\"",
                _ => null,
            },
        };
        return one is null ? null : isList ? $"[{one}]" : one;
    }

    // Spans hold what is written down today.
    private static DateTimeOffset Day(string argument) => TimeProvider.System.GetUtcNow().AddDays(argument switch
    {
        "from" or "since" or "first" or "receivedFrom" or "startsOn" => -DaysAround,
        "to" or "until" or "last" or "before" or "receivedBefore" or "endsOn" => DaysAround,
        _ => 0,
    });

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

    [GeneratedRegex(@"\(Data class ([A-H])(, minimum)?(, attendance)?; null when withheld\.\)$")]
    private static partial Regex DataClass();
}

/// <summary>One question of the sweep.</summary>
/// <param name="Name">The way from the root.</param>
/// <param name="Calls">The fields on that way with their arguments.</param>
/// <param name="Field">The last of them.</param>
/// <param name="Depth">How far below it everything is asked for.</param>
internal sealed record Question(string Name, IReadOnlyList<string> Calls, JsonElement Field, int Depth);
