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

    private static string ReadBack(StringValueNode node) => ((StringValueNode)SyntaxParser.ParseValue(node.ToString())).Value;
}
