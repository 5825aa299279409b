namespace CarePlatform.GraphQL;

internal ref partial struct Parser
{
    private ValueNode ParseValue(bool isConst)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.BracketOpen:
                return ParseList(isConst);
            case TokenKind.BraceOpen:
                return ParseObject(isConst);
            case TokenKind.Int:
                Advance();
                return new IntValueNode { Value = _lexer.TextOf(token), Start = token.Start, End = token.End, Source = _source };
            case TokenKind.Float:
                Advance();
                return new FloatValueNode { Value = _lexer.TextOf(token), Start = token.Start, End = token.End, Source = _source };
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseWord();
            case TokenKind.Dollar when isConst:
                Advance();
                throw _token.Kind is TokenKind.Name
                    ? Error(token, $"Unexpected variable \"${_lexer.TextOf(_token)}\" in constant value.")
                    : Unexpected(token);
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw Unexpected(token);
        }
    }

    private ValueNode ParseWord()
    {
        var token = Expect(TokenKind.Name);
        return _lexer.BytesOf(token) switch
        {
            var word when word.SequenceEqual("true"u8) =>
                new BooleanValueNode { Value = true, Start = token.Start, End = token.End, Source = _source },
            var word when word.SequenceEqual("false"u8) =>
                new BooleanValueNode { Value = false, Start = token.Start, End = token.End, Source = _source },
            var word when word.SequenceEqual("null"u8) =>
                new NullValueNode { Start = token.Start, End = token.End, Source = _source },
            var word => new EnumValueNode { Value = _names.Get(word), Start = token.Start, End = token.End, Source = _source },
        };
    }

    private StringValueNode ParseString()
    {
        var token = _token;
        Advance();
        return new StringValueNode
        {
            Value = _lexer.ValueOf(token),
            Block = token.Kind is TokenKind.BlockString,
            Start = token.Start,
            End = token.End,
            Source = _source,
        };
    }

    private VariableNode ParseVariable()
    {
        var start = Expect(TokenKind.Dollar).Start;
        var name = ParseName();
        return new VariableNode { Name = name, Start = start, End = _previousEnd, Source = _source };
    }

    private ListValueNode ParseList(bool isConst)
    {
        var start = Expect(TokenKind.BracketOpen).Start;
        Descend();
        var values = new List<ValueNode>();
        while (!Skip(TokenKind.BracketClose))
        {
            values.Add(ParseValue(isConst));
        }

        _depth--;
        return new ListValueNode { Values = values.ToArray(), Start = start, End = _previousEnd, Source = _source };
    }

    private ObjectValueNode ParseObject(bool isConst)
    {
        var start = Expect(TokenKind.BraceOpen).Start;
        Descend();
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.BraceClose))
        {
            var fieldStart = _token.Start;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(isConst);
            fields.Add(new ObjectFieldNode { Name = name, Value = value, Start = fieldStart, End = _previousEnd, Source = _source });
        }

        _depth--;
        return new ObjectValueNode { Fields = fields.ToArray(), Start = start, End = _previousEnd, Source = _source };
    }

    private ArgumentNode[] ParseArguments(bool isConst) => isConst
        ? OptionalMany(TokenKind.ParenOpen, static (ref p) => p.ParseArgument(isConst: true), TokenKind.ParenClose)
        : OptionalMany(TokenKind.ParenOpen, static (ref p) => p.ParseArgument(isConst: false), TokenKind.ParenClose);

    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = _token.Start;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ArgumentNode { Name = name, Value = value, Start = start, End = _previousEnd, Source = _source };
    }

    private DirectiveNode[] ParseDirectives(bool isConst)
    {
        if (_token.Kind is not TokenKind.At)
        {
            return [];
        }

        var directives = new List<DirectiveNode>();
        while (_token.Kind is TokenKind.At)
        {
            if (++_directives > _options.MaxDirectives)
            {
                throw Error(_token, $"Document contains more than {_options.MaxDirectives} directives. Parsing aborted.");
            }

            var start = Expect(TokenKind.At).Start;
            var name = ParseName();
            var arguments = ParseArguments(isConst);
            directives.Add(new DirectiveNode { Name = name, Arguments = arguments, Start = start, End = _previousEnd, Source = _source });
        }

        return [.. directives];
    }

    private TypeNode ParseType()
    {
        var start = _token.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketOpen))
        {
            Descend();
            var inner = ParseType();
            Expect(TokenKind.BracketClose);
            _depth--;
            type = new ListTypeNode { Type = inner, Start = start, End = _previousEnd, Source = _source };
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang)
            ? new NonNullTypeNode { Type = type, Start = start, End = _previousEnd, Source = _source }
            : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode { Name = name, Start = name.Start, End = name.End, Source = _source };
    }
}
