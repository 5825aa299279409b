using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class LanguageCorpusTests
{
    [Fact]
    public void Tokens_are_read_as_recorded() => CorpusRun.All("lex", recorded =>
    {
        var source = new Source(recorded.Text("source"));
        var expected = recorded.GetProperty("tokens").EnumerateArray()
            .Select(token => $"{token.Text("kind")} {token.GetProperty("start")}-{token.GetProperty("end")} {token.GetProperty("line")}:{token.GetProperty("column")} {token.Optional("value")?.Text()}")
            .ToList();
        if (recorded.Optional("error") is { } error)
        {
            expected.Add(RecordedErrors.Describe(error));
        }

        var got = Tokens(source);
        return expected.SequenceEqual(got) ? null : $"expected {string.Join(" | ", expected)}, got {string.Join(" | ", got)}";
    });

    [Fact]
    public void Documents_are_parsed_and_printed_as_recorded() =>
        CorpusRun.All("parse", recorded => Outcome(recorded, source => SyntaxParser.ParseDocument(source, OptionsOf(recorded))));

    [Fact]
    public void Mutated_documents_are_parsed_and_printed_as_recorded() =>
        CorpusRun.All("derivedParse", recorded => Outcome(recorded, source => SyntaxParser.ParseDocument(source)));

    [Fact]
    public void Values_are_parsed_as_recorded() =>
        CorpusRun.All("parseValue", recorded => Outcome(recorded, source => SyntaxParser.ParseValue(source)));

    [Fact]
    public void Constant_values_are_parsed_as_recorded() =>
        CorpusRun.All("parseConstValue", recorded => Outcome(recorded, source => SyntaxParser.ParseConstValue(source)));

    [Fact]
    public void Types_are_parsed_as_recorded() =>
        CorpusRun.All("parseType", recorded => Outcome(recorded, source => SyntaxParser.ParseType(source)));

    [Fact]
    public void Documents_are_printed_as_recorded() =>
        CorpusRun.All("print", recorded => Outcome(recorded, source => SyntaxParser.ParseDocument(source)));

    [Fact]
    public void Block_strings_are_printed_as_recorded() => CorpusRun.All("printBlockString", recorded =>
        Same(recorded.Text("result"), BlockString.Print(recorded.Text("value"), recorded.Optional("options")?.GetProperty("minimize").GetBoolean() ?? false)));

    [Fact]
    public void Block_strings_lose_their_indentation_as_recorded() => CorpusRun.All("dedentBlockStringLines", recorded =>
        Same(Joined(recorded.GetProperty("result")), string.Join('⏎', BlockString.DedentLines([.. recorded.GetProperty("lines").EnumerateArray().Select(line => line.Text())]))));

    [Fact]
    public void Ignored_characters_are_stripped_as_recorded() => CorpusRun.All("stripIgnoredCharacters", recorded =>
        Same(recorded.Text("result"), IgnoredCharacters.Strip(recorded.Text("source"))));

    [Fact]
    public void Operations_are_separated_as_recorded() => CorpusRun.All("separateOperations", recorded =>
    {
        var expected = recorded.GetProperty("result").EnumerateObject().Select(entry => $"{entry.Name}: {entry.Value.Text()}");
        var got = OperationSeparation.Separate(SyntaxParser.ParseDocument(recorded.Text("source"))).Select(entry => $"{entry.Key}: {entry.Value}");
        return Same(string.Join("\n\n", expected), string.Join("\n\n", got));
    });

    private static ParserOptions OptionsOf(JsonElement recorded) =>
        recorded.Optional("options")?.Optional("maxTokens") is { } limit
            ? ParserOptions.Default with { MaxTokens = limit.GetInt32() }
            : ParserOptions.Default;

    /// <summary>The outcome must be that of release 16 or, where it differs, that of 17.</summary>
    private static string? Outcome(JsonElement recorded, Func<string, SyntaxNode> parse)
    {
        SyntaxNode? node = null;
        GraphQLError? error = null;
        try
        {
            node = parse(recorded.Text("source"));
        }
        catch (GraphQLSyntaxException exception)
        {
            error = exception.Error;
        }

        var difference = Outcome(recorded, node, error);
        return difference is not null && recorded.Optional("v17") is { } next && Outcome(next, node, error) is null ? null : difference;
    }

    private static string? Outcome(JsonElement recorded, SyntaxNode? node, GraphQLError? error)
    {
        if (recorded.Optional("error") is { } expected)
        {
            return Same(RecordedErrors.Describe(expected), error is null ? "a tree" : RecordedErrors.Describe(error));
        }

        if (node is null)
        {
            return $"expected a tree, got {error}";
        }

        var difference = recorded.Optional("ast") is { } tree ? RecordedSyntax.Compare(tree, node) : null;
        return difference ?? (recorded.Optional("printed") is { } printed ? Same(printed.Text(), SyntaxPrinter.Print(node)) : null);
    }

    private static List<string> Tokens(Source source)
    {
        var lexer = new Lexer(source);
        var tokens = new List<string>();
        try
        {
            Token token;
            do
            {
                token = lexer.Read();
                var at = source.LocationOf(token.Start);
                var kind = token.Kind.Describe().Trim('"');
                var value = token.Kind >= TokenKind.Name ? lexer.ValueOf(token) : "";
                tokens.Add($"{kind} {token.Start}-{token.End} {at.Line}:{at.Column} {value}");
            }
            while (token.Kind is not TokenKind.EndOfFile);
        }
        catch (GraphQLSyntaxException exception)
        {
            tokens.Add(RecordedErrors.Describe(exception.Error));
        }

        return tokens;
    }

    private static string Joined(JsonElement lines) => string.Join('⏎', lines.EnumerateArray().Select(line => line.Text()));

    private static string? Same(string expected, string got) => expected == got ? null : $"expected\n{expected}\n  got\n{got}";
}
