namespace CarePlatform.GraphQL;

internal ref partial struct Parser
{
    private StringValueNode? ParseDescription() =>
        _token.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private SchemaDefinitionNode ParseSchema()
    {
        var start = _token.Start;
        var description = ParseDescription();
        ExpectKeyword("schema"u8);
        var directives = ParseDirectives(isConst: true);
        var operations = Many(TokenKind.BraceOpen, static (ref p) => p.ParseOperationType(), TokenKind.BraceClose);
        return new SchemaDefinitionNode
        {
            Description = description,
            Directives = directives,
            OperationTypes = operations,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private OperationTypeDefinitionNode ParseOperationType()
    {
        var start = _token.Start;
        var operation = ParseOperationKind();
        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new OperationTypeDefinitionNode { Operation = operation, Type = type, Start = start, End = _previousEnd, Source = _source };
    }

    private (int Start, StringValueNode? Description, NameNode Name) ParseTypeHead(ReadOnlySpan<byte> keyword)
    {
        var start = _token.Start;
        var description = ParseDescription();
        ExpectKeyword(keyword);
        return (start, description, ParseName());
    }

    private ScalarTypeDefinitionNode ParseScalar()
    {
        var (start, description, name) = ParseTypeHead("scalar"u8);
        var directives = ParseDirectives(isConst: true);
        return new ScalarTypeDefinitionNode
        {
            Description = description,
            Name = name,
            Directives = directives,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private ObjectTypeDefinitionNode ParseObjectType()
    {
        var (start, description, name) = ParseTypeHead("type"u8);
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        return new ObjectTypeDefinitionNode
        {
            Description = description,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private InterfaceTypeDefinitionNode ParseInterface()
    {
        var (start, description, name) = ParseTypeHead("interface"u8);
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        return new InterfaceTypeDefinitionNode
        {
            Description = description,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private UnionTypeDefinitionNode ParseUnion()
    {
        var (start, description, name) = ParseTypeHead("union"u8);
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMembers();
        return new UnionTypeDefinitionNode
        {
            Description = description,
            Name = name,
            Directives = directives,
            Types = types,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private EnumTypeDefinitionNode ParseEnum()
    {
        var (start, description, name) = ParseTypeHead("enum"u8);
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValues();
        return new EnumTypeDefinitionNode
        {
            Description = description,
            Name = name,
            Directives = directives,
            Values = values,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private InputObjectTypeDefinitionNode ParseInputObject()
    {
        var (start, description, name) = ParseTypeHead("input"u8);
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputFields();
        return new InputObjectTypeDefinitionNode
        {
            Description = description,
            Name = name,
            Directives = directives,
            Fields = fields,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition()
    {
        var start = _token.Start;
        var description = ParseDescription();
        ExpectKeyword("directive"u8);
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArgumentDefinitions();
        var repeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on"u8);
        var locations = Delimited(TokenKind.Pipe, static (ref p) => p.ParseDirectiveLocation());
        return new DirectiveDefinitionNode
        {
            Description = description,
            Name = name,
            Arguments = arguments,
            Repeatable = repeatable,
            Locations = locations,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private NameNode ParseDirectiveLocation()
    {
        var token = _token;
        var name = ParseName();
        return DirectiveLocationNames.TryParse(name.Value, out _) ? name : throw Unexpected(token);
    }
}
