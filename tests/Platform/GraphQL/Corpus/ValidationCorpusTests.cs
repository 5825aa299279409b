using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ValidationCorpusTests
{
    private static readonly SdlOptions AssumeValid = new() { AssumeValid = true };

    [Fact]
    public void Type_system_documents_are_judged_as_recorded() => CorpusRun.All("validateSDL", recorded =>
    {
        var extended = recorded.Optional("extends") is { } extends ? Sdl.Build(extends.Text("schema"), AssumeValid) : null;
        var document = SyntaxParser.ParseDocument(recorded.Text("document"));
        return RecordedErrors.Compare(
            recorded.GetProperty("errors"),
            SdlValidation.Validate(document, extended, RulesOf(recorded, RuleCatalog.TypeSystem)));
    });

    [Fact]
    public void Documents_are_judged_as_recorded() => CorpusRun.All("validate", recorded =>
    {
        var schema = SchemaOf(recorded);
        var document = SyntaxParser.ParseDocument(recorded.Text("document"));
        if (recorded.Optional("rules") is not null)
        {
            var errors = DocumentValidation.Validate(schema, document, RulesOf(recorded, RuleCatalog.Executable));
            if (RecordedErrors.Compare(recorded.GetProperty("errors"), errors) is { } difference)
            {
                return $"one rule: {difference}";
            }
        }

        // With all rules the reference was asked again, from the text of the schema, which says nothing of functions.
        return recorded.Optional("errorsAllRules") is { } all
            ? Outcome(recorded, all, DocumentValidation.Validate(Sdl.Build(recorded.Text("schema"), AssumeValid), document, ValidationOptions.Unlimited))
            : null;
    });

    [Fact]
    public void Mutated_documents_are_judged_as_recorded() => CorpusRun.All("derivedValidate", recorded => Outcome(
        recorded,
        recorded.GetProperty("errors"),
        DocumentValidation.Validate(SchemaOf(recorded), SyntaxParser.ParseDocument(recorded.Text("document")), ValidationOptions.Unlimited)));

    [Fact]
    public void Suggestions_are_made_as_recorded() => CorpusRun.All("suggestionList", recorded =>
        Same(Strings(recorded.GetProperty("result")), Suggestions.For(recorded.Text("input"), Strings(recorded.GetProperty("options")))));

    [Fact]
    public void Suggestions_are_worded_as_recorded() => CorpusRun.All("didYouMean", recorded =>
    {
        var arguments = recorded.GetProperty("args");
        var got = arguments.GetArrayLength() == 1
            ? Wording.DidYouMean(Strings(arguments[0]))
            : Wording.DidYouMean(Strings(arguments[1]), arguments[0].Text());
        return got == recorded.Text("result") ? null : $"expected {recorded.Text("result")}, got {got}";
    });

    private static Schema SchemaOf(JsonElement recorded) => Sdl.Build(
        recorded.Text("schema"),
        recorded.Optional("test")?.Text().EndsWith("for custom scalar that returns undefined", StringComparison.Ordinal) == true ? RecordedFunctions.Wordless : RecordedFunctions.Options);

    /// <summary>
    /// The outcome must be that of release 16 or, where it differs, that of 17. Release 16 does not have the rule Operation Type
    /// Existence of the September 2025 specification, so what this rule reports is left out of the comparison with it.
    /// </summary>
    private static string? Outcome(JsonElement recorded, JsonElement expected, IReadOnlyList<GraphQLError> errors)
    {
        var ofRelease16 = errors.Where(error => !error.Message.EndsWith("operation is not supported by the schema.", StringComparison.Ordinal));
        var difference = RecordedErrors.Compare(expected, ofRelease16);
        return difference is not null && recorded.Optional("v17Errors") is { } next && RecordedErrors.Compare(next, errors) is null
            ? null
            : difference;
    }

    /// <summary>The rules that a case is about. Names in the record end in "Rule"; rules for directives only are part of the others here.</summary>
    private static List<Func<ValidationContext, ValidationRule>> RulesOf(
        JsonElement recorded, IReadOnlyList<Func<ValidationContext, ValidationRule>> catalog)
    {
        var names = Strings(recorded.GetProperty("rules"))
            .Select(name => name.Replace("OnDirectives", "", StringComparison.Ordinal)[..^(name.EndsWith("CustomRule", StringComparison.Ordinal) ? 10 : 4)])
            .ToList();
        Func<ValidationContext, ValidationRule>[] custom = [context => new NoDeprecated(context), context => new NoSchemaIntrospection(context)];
        var known = catalog.Concat(custom).ToDictionary(NameOf);
        return [.. names.Select(name => known[name])];
    }

    private static string NameOf(Func<ValidationContext, ValidationRule> make) =>
        make(new ValidationContext(new DocumentNode(), new Schema(new SchemaBlueprint()), 1, tracksTypes: true)).GetType().Name;

    private static List<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.Text())];

    private static string? Same(IReadOnlyList<string> expected, IReadOnlyList<string> got) =>
        expected.SequenceEqual(got) ? null : $"expected {string.Join(", ", expected)}, got {string.Join(", ", got)}";
}
