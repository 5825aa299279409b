using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class InputCorpusTests
{
    [Fact]
    public void Literals_are_coerced_as_recorded() => CorpusRun.All("valueFromAST", recorded =>
    {
        var type = TypeOf(recorded);
        var variables = recorded.Optional("variables") is { } given
            ? new VariableValues(given.EnumerateObject().ToDictionary(variable => variable.Name, variable => PlainJson.Read(variable.Value)))
            : null;
        var valid = LiteralCoercion.TryCoerce(SyntaxParser.ParseValue(recorded.Text("value")), type, variables, out var value);
        return valid != recorded.GetProperty("valid").GetBoolean() ? $"expected valid to be {!valid}"
            : valid ? Same(recorded, value) : null;
    });

    [Fact]
    public void Variables_are_coerced_as_recorded() => CorpusRun.All("coerceInputValue", recorded =>
    {
        string? error = null;
        var value = JsonCoercion.Coerce(recorded.GetProperty("value"), TypeOf(recorded), (path, wrong, refusal) =>
            error ??= $"Invalid value {Inspection.Show(wrong)}{(path.Length > 0 ? $" at \"value{path}\"" : "")}: {refusal.Message}");
        return recorded.Optional("error") is { } expected ? expected.Text() == error ? null : $"expected {expected} got {error}"
            : error is null ? Same(recorded, value) : null;
    });

    private static GraphType TypeOf(JsonElement recorded)
    {
        if (recorded.Text("type") == "TestScalar")
        {
            return RecordedFunctions.TestScalar;
        }

        // Custom scalars were not recorded with the other types.
        var schema = Sdl.Build((recorded.Optional("types")?.Text() ?? "") + "\nscalar TestScalar scalar PassthroughScalar");
        var reference = SyntaxParser.ParseType(recorded.Text("type"));
        return RecordedFunctions.Enums.FirstOrDefault(type => type.Name == reference.InnermostType.Name.Value) is { } known ? Wrap(reference, known)
            : schema.FindType(reference) ?? Wrap(reference, Scalars.Find(reference.InnermostType.Name.Value)!);
    }

    private static GraphType Wrap(TypeNode reference, NamedType named) => reference switch
    {
        ListTypeNode list => Wrap(list.Type, named).List,
        NonNullTypeNode nonNull => Wrap(nonNull.Type, named).NonNull,
        _ => named,
    };

    private static string? Same(JsonElement recorded, object? value)
    {
        using var output = new JsonOutput();
        if (!PlainJson.TryWrite(value, output))
        {
            return $"{value} is no plain value";
        }

        var got = JsonElement.Parse(output.Written.Span);
        return JsonElement.DeepEquals(recorded.GetProperty("result"), got) ? null : $"expected {recorded.GetProperty("result")} got {got}";
    }
}
