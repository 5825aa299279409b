using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ParserLimitTests
{
    private static readonly ParserOptions NoLimits =
        new() { MaxTokens = int.MaxValue, MaxDepth = int.MaxValue, MaxDirectives = int.MaxValue };

    public static TheoryData<string> Bombs =>
    [
        Repeat("{a", 100_000),
        "{a(b:" + Repeat("[", 100_000),
        "{a(b:" + Repeat("{c:", 100_000),
        "query($a:" + Repeat("[", 100_000),
        Repeat("{...", 100_000),
    ];

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public void A_deep_document_is_refused_before_the_stack_ends(string text)
    {
        Assert.Contains("nested deeper than 200 levels", ErrorOf(text, ParserOptions.Default), StringComparison.Ordinal);
        Assert.Contains("nested deeper than", ErrorOf(text, NoLimits), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_as_deep_as_allowed_is_read()
    {
        var options = ParserOptions.Default with { MaxDepth = 3 };

        Assert.NotNull(SyntaxParser.ParseDocument("{ a { b { c } } }", options));
        Assert.NotNull(SyntaxParser.ParseDocument("{ a(x: [[1]]) b(x: [[2]]) }", options));
        Assert.Equal("Syntax Error: Document is nested deeper than 3 levels. Parsing aborted.", ErrorOf("{ a { b { c { d } } } }", options));
    }

    [Fact]
    public void A_document_with_too_many_tokens_is_refused()
    {
        Assert.Equal(
            "Syntax Error: Document contains more than 15000 tokens. Parsing aborted.",
            ErrorOf("{" + Repeat("a:b ", 50_000) + "}", ParserOptions.Default));
        Assert.NotNull(SyntaxParser.ParseDocument("{" + Repeat("a ", 14_998) + "}"));
    }

    [Fact]
    public void A_document_with_too_many_directives_is_refused()
    {
        Assert.Equal(
            "Syntax Error: Document contains more than 1000 directives. Parsing aborted.",
            ErrorOf("{ a" + Repeat(" @b", 1_001) + " }", ParserOptions.Default));
        Assert.NotNull(SyntaxParser.ParseDocument("{ a" + Repeat(" @b", 1_000) + " }"));
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused()
    {
        Assert.Equal(
            "Syntax Error: Name is longer than 500 characters. Parsing aborted.",
            ErrorOf("{ a" + new string('b', 500) + " }", ParserOptions.Default));
        Assert.NotNull(SyntaxParser.ParseDocument("{ a" + new string('b', 499) + " }"));
    }

    [Fact]
    public void A_huge_string_is_one_token()
    {
        var text = new string('x', 10_000_000);

        var document = SyntaxParser.ParseDocument($"{{ a(b: \"{text}\") }}");

        var field = (FieldNode)((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[0];
        Assert.Equal(text, ((StringValueNode)field.Arguments[0].Value).Value);
    }

    public static TheoryData<string> Floods =>
    [
        Repeat("# nothing\n", 1_000_000) + "{",
        Repeat(" ,\t\r\n\uFEFF", 1_500_000) + "{",
        "{ a(b: \"\"\"" + Repeat("\\\"\"\"", 2_000_000),
        "{ a(b: \"\"\"" + Repeat(" \n", 5_000_000) + "\"\"\"",
        "{ a(b: \"" + Repeat("\\u{1F600}", 1_000_000),
        "{ a(b: \"" + Repeat("\\uD83D", 1_500_000) + "\")}",
        "{ a(b: " + new string('1', 10_000_000) + "x",
        new string('"', 10_000_000),
        Repeat("\uD83D", 1_000_000),
    ];

    [Theory]
    [MemberData(nameof(Floods), DisableDiscoveryEnumeration = true)]
    public void A_flood_of_anything_ends_in_an_error(string text) => Assert.StartsWith("Syntax Error: ", ErrorOf(text, ParserOptions.Default), StringComparison.Ordinal);

    private static string ErrorOf(string text, ParserOptions options) =>
        Assert.Throws<GraphQLSyntaxException>(() => SyntaxParser.ParseDocument(text, options)).Message;

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
