using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class PrinterTests
{
    [Fact]
    public void A_printed_document_is_read_back_as_the_same_document() => Prop
        .ForAll(SyntaxSamples.Documents, document =>
            SyntaxDump.Of(SyntaxParser.ParseDocument(SyntaxPrinter.Print(document))) == SyntaxDump.Of(document))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Stripping_ignored_characters_changes_nothing_that_a_document_says() => Prop
        .ForAll(SyntaxSamples.Documents, document =>
        {
            var stripped = IgnoredCharacters.Strip(SyntaxPrinter.Print(document));
            return SyntaxDump.Of(SyntaxParser.ParseDocument(stripped)) == SyntaxDump.Of(document)
                && IgnoredCharacters.Strip(stripped) == stripped;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Printed_values_types_and_coordinates_are_read_back() => Prop
        .ForAll(SyntaxSamples.Values(6).ToArbitrary(), SyntaxSamples.Types(6).ToArbitrary(), TypeSystemSamples.Coordinates, (value, type, coordinate) =>
            SyntaxDump.Of(SyntaxParser.ParseValue(value.ToString())) == SyntaxDump.Of(value)
            && SyntaxDump.Of(SyntaxParser.ParseType(type.ToString())) == SyntaxDump.Of(type)
            && SyntaxDump.Of(SyntaxParser.ParseCoordinate(coordinate.ToString())) == SyntaxDump.Of(coordinate))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_kind_of_syntax_is_printed_and_read_back()
    {
        var met = new HashSet<SyntaxKind>();
        foreach (var document in Gen.Sample(SyntaxSamples.Documents.Generator, 400, 40))
        {
            Meet(document, met);
        }

        var left = Enum.GetValues<SyntaxKind>().Where(kind => !kind.ToString().EndsWith("Coordinate", StringComparison.Ordinal)).Except(met);
        Assert.Empty(left);
    }

    [Fact]
    public void Any_text_is_read_back_from_a_string() => Prop
        .ForAll(SyntaxSamples.Texts, text => ReadBack(new StringValueNode { Value = text }) == text)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_that_a_block_string_can_hold_is_read_back_from_it() => Prop
        .ForAll(SyntaxSamples.Texts, text =>
            !BlockString.CanHold(text)
            || (ReadBack(new StringValueNode { Value = text, Block = true }) == text
                && ((StringValueNode)SyntaxParser.ParseValue(BlockString.Print(text, minimize: true))).Value == text))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Long_arguments_stand_in_lines_of_their_own()
    {
        var arguments = string.Join(", ", Enumerable.Range(0, 10).Select(i => $"argument{i}: {i}"));

        var printed = SyntaxParser.ParseDocument($"{{ field({arguments}) {{ a }} }}").ToString();

        Assert.StartsWith("{\n  field(\n    argument0: 0\n    argument1: 1\n", printed, StringComparison.Ordinal);
        Assert.EndsWith("    argument9: 9\n  ) {\n    a\n  }\n}", printed, StringComparison.Ordinal);
    }

    private static void Meet(SyntaxNode node, HashSet<SyntaxKind> met)
    {
        met.Add(node.Kind);
        var children = new List<SyntaxNode>();
        SyntaxChildren.AddTo(children, node);
        children.ForEach(child => Meet(child, met));
    }

    private static string ReadBack(StringValueNode node) => ((StringValueNode)SyntaxParser.ParseValue(node.ToString())).Value;
}
