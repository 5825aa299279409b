using System.Text.Json;
using System.Text.Json.Nodes;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ExecutionCorpusTests
{
    [Fact]
    public void Asynchronous_fields_are_answered_as_recorded() =>
        CorpusRun.All("execute", recorded => Check(recorded, asynchronously: true));

    [Fact]
    public void Fields_that_are_read_at_once_are_answered_as_recorded() =>
        CorpusRun.All("execute", recorded => Check(recorded, asynchronously: false));

    [Fact]
    public void Introspection_answers_as_recorded() => CorpusRun.All("introspection", recorded =>
    {
        var schema = RecordedSchema.Build(recorded.Text("schema"), new SdlOptions { AssumeValid = true });
        var data = Introspect(schema);
        return Same(recorded.GetProperty("result").GetRawText(), data);
    });

    [Fact]
    public void A_schema_built_from_introspection_answers_the_same_introspection() => CorpusRun.All("buildClientSchema", recorded =>
        recorded.Optional("error") is null && IsComplete(recorded.GetProperty("introspection"))
            ? Same(
                recorded.GetProperty("introspection").GetRawText(),
                OutcomeOf(() => Introspect(ClientSchema.Build(recorded.GetProperty("introspection")))))
            : null);

    /// <summary>Whether descriptions were asked for.</summary>
    private static bool IsComplete(JsonElement introspection) => introspection.GetProperty("__schema").TryGetProperty("description", out _);

    private static string OutcomeOf(Func<string> make)
    {
        try
        {
            return make();
        }
        catch (GraphQLSchemaException refused)
        {
            return refused.Message;
        }
    }

    private static string? Check(JsonElement recorded, bool asynchronously)
    {
        var schema = RecordedSchema.Build(recorded.Text("schema"), RecordedFunctions.Options);
        var document = recorded.Text("document");
        if (!asynchronously && HasAlias(document))
        {
            return null;
        }

        var resolvers = new RecordedResolvers(recorded.GetProperty("resolvers"));
        resolvers.Bind(schema, asynchronously);
        resolvers.BindFunctions(schema, recorded.Text("test"), asynchronously);
        var maxErrors = recorded.Text("test").Contains("different number of max coercion errors", StringComparison.Ordinal) ? 1 : 50;
        var executor = new GraphQLExecutor(schema, new ExecutorOptions { MaxVariableErrors = maxErrors }, _ => []);
        using var response = executor.Execute(new GraphQLRequest
        {
            Query = document,
            OperationName = recorded.Optional("operationName")?.Text(),
            Variables = recorded.Optional("variables") ?? default,
        }).AsTask().GetAwaiter().GetResult();
        using var answer = JsonDocument.Parse(response.ToString());
        return Compare(recorded.GetProperty("result"), answer.RootElement)
            ?? CompareArguments(recorded, resolvers, asynchronously);
    }

    private static bool HasAlias(string document)
    {
        var aliases = 0;
        var left = new Stack<SelectionSetNode>(
            SyntaxParser.ParseDocument(document).Definitions.OfType<ExecutableDefinitionNode>().Select(definition => definition.SelectionSet));
        while (left.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                aliases += selection is FieldNode { Alias: not null } ? 1 : 0;
                if (((selection as FieldNode)?.SelectionSet ?? (selection as InlineFragmentNode)?.SelectionSet) is { } below)
                {
                    left.Push(below);
                }
            }
        }

        return aliases > 0;
    }

    private static string? Compare(JsonElement expected, JsonElement got)
    {
        var difference = expected.TryGetProperty("data", out var data)
            ? Same(data.GetRawText(), got.TryGetProperty("data", out var answered) ? answered.GetRawText() : "no data")
            : got.TryGetProperty("data", out _) ? "expected no data" : null;
        return difference ?? Same(ErrorsOf(expected), ErrorsOf(got));
    }

    private static string ErrorsOf(JsonElement result)
    {
        if (!result.TryGetProperty("errors", out var errors))
        {
            return "no errors";
        }

        var told = errors.EnumerateArray().Select(error =>
            RecordedErrors.Describe(error) + (error.Optional("path") is { } path ? Normal(path.GetRawText()) : ""));

        // The reference reports errors as they happen; here they come in the order of the document.
        return string.Join("\n", told.Order(StringComparer.Ordinal));
    }

    private static string? CompareArguments(JsonElement recorded, RecordedResolvers resolvers, bool asynchronously)
    {
        if (!asynchronously || recorded.Optional("args") is not { } expected || !recorded.GetProperty("portable").GetBoolean()
            || recorded.GetProperty("enumsWithInternalValues").GetArrayLength() > 0)
        {
            return null;
        }

        foreach (var field in expected.EnumerateObject().Where(field => !field.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            using var output = new JsonOutput();
            if (resolvers.Arguments.TryGetValue(field.Name, out var arguments) && PlainJson.TryWrite(arguments, output)
                && JsonElement.Parse(output.Written.Span) is var got && !JsonElement.DeepEquals(field.Value, got))
            {
                return $"{field.Name} expected arguments {field.Value} got {got}";
            }
        }

        return null;
    }

    private static string Introspect(Schema schema)
    {
        var executor = new GraphQLExecutor(schema, new ExecutorOptions { MaxResponseBytes = int.MaxValue }, _ => []);
        using var response = executor.Execute(new GraphQLRequest { Query = IntrospectionQuery.Text }).AsTask().GetAwaiter().GetResult();
        using var answer = JsonDocument.Parse(response.ToString());
        return answer.RootElement.GetProperty("data").GetRawText();
    }

    private static string? Same(string expected, string got) =>
        Normal(expected) is var wanted && Normal(got) is var had && wanted == had ? null : $"expected\n{wanted}\n  got\n{had}";

    /// <summary>JSON without blanks. Types are put in the order of their names: the recorded order is that of the code that made the schema.</summary>
    private static string Normal(string text)
    {
        if (!text.StartsWith('{') && !text.StartsWith('['))
        {
            return text;
        }

        var json = JsonNode.Parse(text)!;
        if (json is JsonObject && json["__schema"]?["types"] is JsonArray types)
        {
            var sorted = types.Select(type => type!.DeepClone()).OrderBy(type => (string?)type["name"], StringComparer.Ordinal).ToArray();
            json["__schema"]!["types"] = new JsonArray(sorted);
        }

        return json.ToJsonString();
    }
}
