using System.Runtime.CompilerServices;
using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>A recursive descent over the tokens of one source, one method for each rule of the grammar.</summary>
internal ref partial struct Parser
{
    private readonly Source _source;
    private readonly ParserOptions _options;
    private readonly NameCache _names;
    private Lexer _lexer;
    private Token _token;
    private int _previousEnd;
    private int _tokens;
    private int _directives;
    private int _depth;

    public Parser(Source source, ParserOptions options)
    {
        _source = source;
        _options = options;
        _names = new NameCache();
        _lexer = new Lexer(source);
        Advance();
        _previousEnd = 0;
    }

    private delegate T Rule<T>(ref Parser parser);

    public DocumentNode ParseDocument()
    {
        var definitions = new List<DefinitionNode>();
        do
        {
            definitions.Add(ParseDefinition());
        }
        while (_token.Kind is not TokenKind.EndOfFile);
        return new DocumentNode { Definitions = definitions.ToArray(), Start = 0, End = _token.End, Source = _source };
    }

    public ValueNode ParseWholeValue(bool isConst)
    {
        var value = ParseValue(isConst);
        Expect(TokenKind.EndOfFile);
        return value;
    }

    public TypeNode ParseWholeType()
    {
        var type = ParseType();
        Expect(TokenKind.EndOfFile);
        return type;
    }

    private DefinitionNode ParseDefinition()
    {
        if (_token.Kind is TokenKind.BraceOpen)
        {
            return ParseOperation();
        }

        var described = _token.Kind is TokenKind.String or TokenKind.BlockString;
        var keyword = _token;
        if (described)
        {
            var ahead = _lexer;
            keyword = ahead.Read();
            if (keyword.Kind is TokenKind.BraceOpen)
            {
                throw Error(_token, "Unexpected description, descriptions are not supported on shorthand queries.");
            }
        }

        if (keyword.Kind is not TokenKind.Name)
        {
            throw Unexpected(keyword);
        }

        return _lexer.BytesOf(keyword) switch
        {
            var word when word.SequenceEqual("query"u8) => ParseOperation(),
            var word when word.SequenceEqual("mutation"u8) => ParseOperation(),
            var word when word.SequenceEqual("subscription"u8) => ParseOperation(),
            var word when word.SequenceEqual("fragment"u8) => ParseFragment(),
            var word when word.SequenceEqual("schema"u8) => ParseSchema(),
            var word when word.SequenceEqual("scalar"u8) => ParseScalar(),
            var word when word.SequenceEqual("type"u8) => ParseObjectType(),
            var word when word.SequenceEqual("interface"u8) => ParseInterface(),
            var word when word.SequenceEqual("union"u8) => ParseUnion(),
            var word when word.SequenceEqual("enum"u8) => ParseEnum(),
            var word when word.SequenceEqual("input"u8) => ParseInputObject(),
            var word when word.SequenceEqual("directive"u8) => ParseDirectiveDefinition(),
            _ when described => throw Error(_token, "Unexpected description, only GraphQL definitions support descriptions."),
            var word when word.SequenceEqual("extend"u8) => ParseExtension(),
            _ => throw Unexpected(keyword),
        };
    }

    private NameNode ParseName()
    {
        var token = Expect(TokenKind.Name);
        return new NameNode(_names.Get(_lexer.BytesOf(token))) { Start = token.Start, End = token.End, Source = _source };
    }

    private void Advance()
    {
        _previousEnd = _token.End;
        _token = _lexer.Read();
        if (_token.Kind is not TokenKind.EndOfFile && ++_tokens > _options.MaxTokens)
        {
            throw Error(_token, $"Document contains more than {_options.MaxTokens} tokens. Parsing aborted.");
        }

        if (_token.Kind is TokenKind.Name && _token.End - _token.Start > _options.MaxNameLength)
        {
            throw Error(_token, $"Name is longer than {_options.MaxNameLength} characters. Parsing aborted.");
        }
    }

    private Token Expect(TokenKind kind)
    {
        var token = _token;
        if (token.Kind != kind)
        {
            throw Error(token, $"Expected {kind.Describe()}, found {_lexer.Describe(token)}.");
        }

        Advance();
        return token;
    }

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private readonly bool IsKeyword(ReadOnlySpan<byte> word) =>
        _token.Kind is TokenKind.Name && _lexer.BytesOf(_token).SequenceEqual(word);

    private bool SkipKeyword(ReadOnlySpan<byte> word)
    {
        if (!IsKeyword(word))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectKeyword(ReadOnlySpan<byte> word)
    {
        if (!SkipKeyword(word))
        {
            throw Error(_token, $"Expected \"{Encoding.UTF8.GetString(word)}\", found {_lexer.Describe(_token)}.");
        }
    }

    /// <summary>One item or more between two tokens.</summary>
    private T[] Many<T>(TokenKind open, Rule<T> rule, TokenKind close)
    {
        Expect(open);
        var items = new List<T>();
        do
        {
            items.Add(rule(ref this));
        }
        while (!Skip(close));
        return [.. items];
    }

    /// <summary>One item or more between two tokens, or nothing at all.</summary>
    private T[] OptionalMany<T>(TokenKind open, Rule<T> rule, TokenKind close) =>
        _token.Kind == open ? Many(open, rule, close) : [];

    /// <summary>One item or more with a token between them, which may also stand in front.</summary>
    private T[] Delimited<T>(TokenKind delimiter, Rule<T> rule)
    {
        Skip(delimiter);
        var items = new List<T>();
        do
        {
            items.Add(rule(ref this));
        }
        while (Skip(delimiter));
        return [.. items];
    }

    /// <summary>Counts a level of nesting; each call is answered by <c>_depth--</c>.</summary>
    private void Descend()
    {
        if (++_depth > _options.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error(_token, $"Document is nested deeper than {Math.Min(_depth - 1, _options.MaxDepth)} levels. Parsing aborted.");
        }
    }

    private readonly GraphQLSyntaxException Unexpected(Token token) => Error(token, $"Unexpected {_lexer.Describe(token)}.");

    private readonly GraphQLSyntaxException Error(Token token, string description) => new(_source, token.Start, description);
}
