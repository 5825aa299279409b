namespace CarePlatform.GraphQL;

/// <summary>
/// Reads GraphQL text. Whatever the text, the answer is a tree or a <see cref="GraphQLSyntaxException"/>,
/// in time and memory that grow with the text only.
/// </summary>
public static class SyntaxParser
{
    /// <summary>Reads a document from UTF-8; the bytes must stay as they are while the document is in use.</summary>
    public static DocumentNode ParseDocument(ReadOnlyMemory<byte> text, ParserOptions? options = null) =>
        ParseDocument(new Source(text), options);

    /// <summary>Reads a document.</summary>
    public static DocumentNode ParseDocument(string text, ParserOptions? options = null) => ParseDocument(new Source(text), options);

    /// <summary>Reads a document.</summary>
    public static DocumentNode ParseDocument(Source source, ParserOptions? options = null) =>
        new Parser(source, options ?? ParserOptions.Default).ParseDocument();

    /// <summary>Reads a value that may contain variables.</summary>
    public static ValueNode ParseValue(string text, ParserOptions? options = null) =>
        new Parser(new Source(text), options ?? ParserOptions.Default).ParseWholeValue(isConst: false);

    /// <summary>Reads a value without variables.</summary>
    public static ValueNode ParseConstValue(string text, ParserOptions? options = null) =>
        new Parser(new Source(text), options ?? ParserOptions.Default).ParseWholeValue(isConst: true);

    /// <summary>Reads a type reference such as <c>[Int!]</c>.</summary>
    public static TypeNode ParseType(string text, ParserOptions? options = null) =>
        new Parser(new Source(text), options ?? ParserOptions.Default).ParseWholeType();

    /// <summary>Reads a schema coordinate such as <c>Client.episodes(first:)</c>.</summary>
    public static SchemaCoordinateNode ParseCoordinate(string text) => CoordinateParser.Parse(new Source(text));
}
