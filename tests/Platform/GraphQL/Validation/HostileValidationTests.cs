using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Documents that were made to keep a server busy: each is judged, and costs no more memory than is stated.</summary>
public sealed class HostileValidationTests
{
    private const long MostBytes = 160_000_000;

    private static readonly Schema Schema = Sdl.Build(
        """
        interface I { a: I b: I c: String d(x: Int, o: O): String }
        input O { a: Int o: O }
        type Query implements I { a: I b: I c: String d(x: Int, o: O): String }
        type A implements I { a: I b: I c: String d(x: Int, o: O): String }
        type B implements I { a: I b: I c: String d(x: Int, o: O): String }
        """);

    private static readonly Dictionary<string, (string Text, string? Error)> Documents = new()
    {
        ["one field again and again"] = ("{" + Repeat("c ", 14_990) + "}", null),
        ["an alias for each field"] = ("{" + Each(4_990, i => $"k{i}: c ") + "}", null),
        ["one object again and again"] = ("{" + Repeat("a { c } ", 3_740) + "}", "selects the same fields too often"),
        ["one field with ever other arguments"] = ("{" + Each(2_000, i => $"d(x: {i}) ") + "}", "they have differing arguments"),
        ["fields of types that exclude each other"] = ("{ a {" + Each(1_000, i => $"... on A {{ d(x: {i}) }} ") + Each(300, i => $"... on B {{ d(x: {i}) }} ") + "} }", "they have differing arguments"),
        ["one fragment again and again"] = ("{" + Repeat("...F ", 7_000) + "} fragment F on Query { c }", null),
        ["a chain of fragments"] = ("{ ...F0 }" + Each(250, i => $"fragment F{i} on Query {{ c ...F{i + 1} }}") + "fragment F250 on Query { c }", null),
        ["fragments that double each other"] = ("{ ...F0 }" + Each(700, i => $"fragment F{i} on I {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }}") + "fragment F700 on I { c }", null),
        ["fragments in a circle through fields"] = ("{ ...F0 }" + Each(700, i => $"fragment F{i} on I {{ a {{ ...F{(i + 1) % 700} a {{ ...F{(i + 7) % 700} }} }} }}"), "Cannot spread fragment"),
        ["each fragment spreads each"] = ("{ ...F0 }" + Each(80, i => $"fragment F{i} on Query {{ {Each(80, j => $"...F{j} ")} }}"), "Cannot spread fragment"),
        ["each fragment spreads many through fields"] = ("{ ...F0 }" + Each(60, i => $"fragment F{i} on I {{ {Each(30, j => $"a {{ ...F{(i + j) % 60} }} ")} }}"), "Cannot spread fragment"),
        ["each operation spreads a chain"] = (Each(600, i => $"query Q{i}($v: Int) {{ ...F0 }} ") + Each(200, i => $"fragment F{i} on Query {{ d(x: $v) ...F{i + 1} }}") + "fragment F200 on Query { c }", null),
        ["ever other unknown variables"] = ("{" + Each(1_500, i => $"k{i}: d(x: $v{i}) ") + "}", "is not defined"),
        ["one argument again and again"] = ("{ d(" + Repeat("x: 1 ", 4_900) + ") }", "There can be only one argument"),
        ["one input field again and again"] = ("{ d(o: {" + Repeat("a: 1 ", 4_900) + "}) }", "There can be only one input field"),
        ["a deep value"] = ("{ d(o: " + Repeat("{ o: ", 190) + "null" + Repeat("}", 190) + ") }", null),
        ["deep inline fragments"] = ("{" + Repeat("... {", 190) + "c" + Repeat("}", 190) + "}", null),
        ["one directive again and again"] = ("{ c" + Repeat(" @include(if: true)", 1_000) + "}", "can only be used once"),
        ["a huge string"] = ("{ d(x: \"" + new string('x', 5_000_000) + "\") }", "Int cannot represent"),
        ["conflicts deep inside"] = ("{" + Each(40, i => $"a {{ {Repeat("a { ", 60)} {Each(2, j => $"k{j}: d(x: {i}) ")} {Repeat("}", 60)} }}") + "}", "subfields"),
    };

    public static TheoryData<string> Names => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_document_is_judged_within_bounds(string name)
    {
        var (text, expected) = Documents[name];
        var document = SyntaxParser.ParseDocument(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var errors = DocumentValidation.Validate(Schema, document, ValidationOptions.Unlimited);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.InRange(errors.Count, 0, 101);
        if (expected is null)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(expected, string.Join('\n', errors.Select(error => error.Message)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fragments_that_recurse_through_fields_do_not_exhaust_the_stack()
    {
        var text = "{ a { ...F } } fragment F on I { a { ...F a { ...F } } b { ...F } }";

        var errors = DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text), ValidationOptions.Unlimited);

        Assert.Contains(errors, error => error.Message == "Cannot spread fragment \"F\" within itself.");
    }

    [Fact]
    public void A_conflict_deep_inside_fragments_is_found()
    {
        const int depth = 400;
        var text = "{ a { ...L0 } a { ...R0 } }"
            + Each(depth, i => $"fragment L{i} on I {{ a {{ ...L{i + 1} }} }}") + $"fragment L{depth} on I {{ c }}"
            + Each(depth, i => $"fragment R{i} on I {{ a {{ ...R{i + 1} }} }}") + $"fragment R{depth} on I {{ c: b {{ c }} }}";

        var errors = DocumentValidation.Validate(Schema, SyntaxParser.ParseDocument(text), ValidationOptions.Unlimited);

        Assert.Contains(errors, error => error.Message.StartsWith("Fields \"a\" conflict because subfields", StringComparison.Ordinal));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Each(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));
}
