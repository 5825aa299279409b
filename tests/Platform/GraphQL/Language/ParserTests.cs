using System.Text;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ParserTests
{
    [Fact]
    public void Operations_fragments_and_variables_can_be_described()
    {
        var document = SyntaxParser.ParseDocument(
            """"
            "What the query tells"
            query Q("Which one" $id: ID!) { node(id: $id) { ...F } }
            """
            What the fragment
            is for
            """
            fragment F on Node { id }
            """");

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        var fragment = Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]);
        Assert.Equal("What the query tells", operation.Description?.Value);
        Assert.Equal("Which one", operation.VariableDefinitions[0].Description?.Value);
        Assert.Equal("What the fragment\nis for", fragment.Description?.Value);
        Assert.Equal(SyntaxDump.Of(document), SyntaxDump.Of(SyntaxParser.ParseDocument(document.ToString())));
    }

    [Theory]
    [InlineData("\"x\" { a }", "Unexpected description, descriptions are not supported on shorthand queries.", 1)]
    [InlineData("\"x\" extend type A { b: C }", "Unexpected description, only GraphQL definitions support descriptions.", 1)]
    [InlineData("{ }", "Expected Name, found \"}\".", 3)]
    [InlineData("fragment F($x: Int) on A { b }", "Expected \"on\", found \"(\".", 11)]
    [InlineData("fragment on on A { b }", "Unexpected Name \"on\".", 10)]
    [InlineData("{ a(b: 'c') }", "Unexpected single quote character ('), did you mean to use a double quote (\")?", 8)]
    [InlineData("extend scalar A", "Unexpected <EOF>.", 16)]
    public void What_the_specification_does_not_allow_is_refused_where_it_stands(string text, string message, int column)
    {
        var error = ErrorOf(() => SyntaxParser.ParseDocument(text));

        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal(new SourceLocation(1, column), Assert.Single(error.Locations));
    }

    [Fact]
    public void Positions_are_counted_in_UTF_16_whatever_stands_in_front()
    {
        const string text = "\uFEFF# é 😀\r\n{ a(b: \"é😀\") c }";

        var document = SyntaxParser.ParseDocument(text);

        var c = ((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[1];
        Assert.Equal(text.IndexOf('c', StringComparison.Ordinal), c.Start);
        Assert.Equal(new SourceLocation(2, 15), c.Source!.LocationOf(c.Start));
        Assert.Equal(text.Length, document.End);
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x61, 0xFF, 0x7D }, "Invalid character: byte 0xFF, which is not UTF-8.", 3)]
    [InlineData(new byte[] { 0x22, 0xC3, 0x22 }, "Invalid character within String: byte 0xC3, which is not UTF-8.", 2)]
    [InlineData(new byte[] { 0x23, 0xF0, 0x9F }, "Invalid character: byte 0xF0, which is not UTF-8.", 2)]
    [InlineData(new byte[] { 0x22, 0xED, 0xA0, 0x80, 0x22 }, "Invalid character within String: U+D800.", 2)]
    public void Bytes_that_are_not_UTF_8_are_refused_where_they_stand(byte[] text, string message, int column)
    {
        var error = ErrorOf(() => SyntaxParser.ParseDocument(text));

        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal(new SourceLocation(1, column), Assert.Single(error.Locations));
    }

    [Fact]
    public void A_document_is_read_from_bytes_as_from_text()
    {
        const string text = "query Ä_is_not_a_name { a }";
        var fromText = ErrorOf(() => SyntaxParser.ParseDocument(text));
        var fromBytes = ErrorOf(() => SyntaxParser.ParseDocument(Encoding.UTF8.GetBytes(text)));

        Assert.Equal("Syntax Error: Unexpected character: U+00C4. (1:7)", fromText.ToString());
        Assert.Equal(fromText.ToString(), fromBytes.ToString());
    }

    [Theory]
    [InlineData("Client", SyntaxKind.TypeCoordinate)]
    [InlineData("Client.episodes", SyntaxKind.MemberCoordinate)]
    [InlineData("Client.episodes(first:)", SyntaxKind.ArgumentCoordinate)]
    [InlineData("@include", SyntaxKind.DirectiveCoordinate)]
    [InlineData("@include(if:)", SyntaxKind.DirectiveArgumentCoordinate)]
    public void Schema_coordinates_are_read_and_printed(string text, SyntaxKind kind)
    {
        var coordinate = SyntaxParser.ParseCoordinate(text);

        Assert.Equal(kind, coordinate.Kind);
        Assert.Equal(text, coordinate.ToString());
        Assert.Equal(text.Length, coordinate.End);
    }

    [Theory]
    [InlineData("", "Expected Name, found <EOF>.", 1)]
    [InlineData("Client .episodes", "Expected <EOF>, found \" \".", 7)]
    [InlineData("Client.episodes(first)", "Expected \":\", found \")\".", 22)]
    [InlineData("Client.episodes.id", "Expected <EOF>, found \".\".", 16)]
    [InlineData("@include.if", "Expected <EOF>, found \".\".", 9)]
    public void What_is_no_schema_coordinate_is_refused(string text, string message, int column)
    {
        var error = ErrorOf(() => SyntaxParser.ParseCoordinate(text));

        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal(new SourceLocation(1, column), Assert.Single(error.Locations));
    }

    private static GraphQLError ErrorOf(Func<SyntaxNode> parse) => Assert.Throws<GraphQLSyntaxException>(() => parse()).Error;
}
