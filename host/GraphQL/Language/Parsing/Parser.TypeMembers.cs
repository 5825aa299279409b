namespace CarePlatform.GraphQL;

internal ref partial struct Parser
{
    private NamedTypeNode[] ParseInterfaces() =>
        SkipKeyword("implements"u8) ? Delimited(TokenKind.Ampersand, static (ref p) => p.ParseNamedType()) : [];

    private FieldDefinitionNode[] ParseFieldDefinitions() =>
        OptionalMany(TokenKind.BraceOpen, static (ref p) => p.ParseFieldDefinition(), TokenKind.BraceClose);

    private InputValueDefinitionNode[] ParseArgumentDefinitions() =>
        OptionalMany(TokenKind.ParenOpen, static (ref p) => p.ParseInputValueDefinition(), TokenKind.ParenClose);

    private InputValueDefinitionNode[] ParseInputFields() =>
        OptionalMany(TokenKind.BraceOpen, static (ref p) => p.ParseInputValueDefinition(), TokenKind.BraceClose);

    private EnumValueDefinitionNode[] ParseEnumValues() =>
        OptionalMany(TokenKind.BraceOpen, static (ref p) => p.ParseEnumValueDefinition(), TokenKind.BraceClose);

    private NamedTypeNode[] ParseUnionMembers() =>
        Skip(TokenKind.Equals) ? Delimited(TokenKind.Pipe, static (ref p) => p.ParseNamedType()) : [];

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = _token.Start;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseArgumentDefinitions();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var directives = ParseDirectives(isConst: true);
        return new FieldDefinitionNode
        {
            Description = description,
            Name = name,
            Arguments = arguments,
            Type = type,
            Directives = directives,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private InputValueDefinitionNode ParseInputValueDefinition()
    {
        var start = _token.Start;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.Equals) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new InputValueDefinitionNode
        {
            Description = description,
            Name = name,
            Type = type,
            DefaultValue = defaultValue,
            Directives = directives,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = _token.Start;
        var description = ParseDescription();
        if (IsKeyword("true"u8) || IsKeyword("false"u8) || IsKeyword("null"u8))
        {
            throw Error(_token, $"Name \"{_lexer.TextOf(_token)}\" is reserved and cannot be used for an enum value.");
        }

        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new EnumValueDefinitionNode
        {
            Description = description,
            Name = name,
            Directives = directives,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }
}
