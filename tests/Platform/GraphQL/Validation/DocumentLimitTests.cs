using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DocumentLimitTests
{
    private static readonly Schema Schema = Sdl.Build("type Query { a: Query b: Query c: Int }");

    [Theory]
    [InlineData("{ a { a { a { c } } } }", "The operation nests fields 4 deep; at most 3 levels are allowed.")]
    [InlineData("query Q { ...F } fragment F on Query { a { ...G } } fragment G on Query { a { a { c } } }", "Operation \"Q\" nests fields 4 deep; at most 3 levels are allowed.")]
    [InlineData("{ a { x: c y: c } z: c }", "The operation uses 3 aliases; at most 2 are allowed.")]
    [InlineData("{ ...F a { ...F } } fragment F on Query { x: c y: c }", "The operation uses 4 aliases; at most 2 are allowed.")]
    [InlineData("{ a { c b { c } } b { c a { c } } c }", "The operation selects 9 fields; at most 8 are allowed.")]
    [InlineData("{ a { ...F } b { ...F } } fragment F on Query { a { c } b { c } }", "The operation selects 10 fields; at most 8 are allowed.")]
    [InlineData("{ c c c c c c }", "The operation selects 6 fields of the root type; at most 5 are allowed.")]
    [InlineData("{ ...F ... { c c c } } fragment F on Query { c c c }", "The operation selects 6 fields of the root type; at most 5 are allowed.")]
    public void An_operation_beyond_a_limit_is_refused_with_the_limit(string text, string message)
    {
        var options = new ValidationOptions { MaxDepth = 3, MaxAliases = 2, MaxFields = 8, MaxRootFields = 5 };

        var error = Assert.Single(DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text), options));

        Assert.Equal(message, error.Message);
        Assert.Equal(new SourceLocation(1, 1), Assert.Single(error.Locations));
        Assert.Equal("DOCUMENT_TOO_LARGE", error.Extensions!["code"]);
    }

    [Theory]
    [InlineData("{ a { a { c } } x: c y: c }")]
    [InlineData("query Q { ...F } query R { ...F } fragment F on Query { x: c y: c a { c } }")]
    public void An_operation_at_the_limits_is_allowed(string text)
    {
        var options = new ValidationOptions { MaxDepth = 3, MaxAliases = 2, MaxFields = 8, MaxRootFields = 5 };

        Assert.Empty(DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text), options));
    }

    [Fact]
    public void Fragments_that_double_each_other_are_counted_without_being_expanded()
    {
        var text = "{ ...F0 }" + string.Concat(Enumerable.Range(0, 60).Select(i => $"fragment F{i} on Query {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }}"))
            + "fragment F60 on Query { c }";

        var options = new ValidationOptions { MaxDepth = 100 };
        var error = Assert.Single(DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text), options));

        Assert.Matches("selects [0-9]+ fields; at most 5000 are allowed", error.Message);
    }

    [Fact]
    public void The_customary_introspection_query_is_within_the_default_limits()
    {
        var text = "{ __schema { types { fields { args { type { " + string.Concat(Enumerable.Repeat("ofType { name kind ", 9)) + string.Concat(Enumerable.Repeat("} ", 14)) + "}";

        Assert.Empty(DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text)));
    }
}
