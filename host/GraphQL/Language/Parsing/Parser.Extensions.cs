namespace CarePlatform.GraphQL;

internal ref partial struct Parser
{
    private DefinitionNode ParseExtension()
    {
        var start = _token.Start;
        ExpectKeyword("extend"u8);
        if (_token.Kind is not TokenKind.Name)
        {
            throw Unexpected(_token);
        }

        return _lexer.BytesOf(_token) switch
        {
            var word when word.SequenceEqual("schema"u8) => ParseSchemaExtension(start),
            var word when word.SequenceEqual("scalar"u8) => ParseScalarExtension(start),
            var word when word.SequenceEqual("type"u8) => ParseObjectExtension(start),
            var word when word.SequenceEqual("interface"u8) => ParseInterfaceExtension(start),
            var word when word.SequenceEqual("union"u8) => ParseUnionExtension(start),
            var word when word.SequenceEqual("enum"u8) => ParseEnumExtension(start),
            var word when word.SequenceEqual("input"u8) => ParseInputExtension(start),
            _ => throw Unexpected(_token),
        };
    }

    private NameNode ParseExtendedName()
    {
        Advance();
        return ParseName();
    }

    /// <summary>An extension must add something.</summary>
    private readonly void RequireAddition(bool adds)
    {
        if (!adds)
        {
            throw Unexpected(_token);
        }
    }

    private SchemaExtensionNode ParseSchemaExtension(int start)
    {
        Advance();
        var directives = ParseDirectives(isConst: true);
        var operations = OptionalMany(TokenKind.BraceOpen, static (ref p) => p.ParseOperationType(), TokenKind.BraceClose);
        RequireAddition(directives.Length + operations.Length > 0);
        return new SchemaExtensionNode { Directives = directives, OperationTypes = operations, Start = start, End = _previousEnd, Source = _source };
    }

    private ScalarTypeExtensionNode ParseScalarExtension(int start)
    {
        var name = ParseExtendedName();
        var directives = ParseDirectives(isConst: true);
        RequireAddition(directives.Length > 0);
        return new ScalarTypeExtensionNode { Name = name, Directives = directives, Start = start, End = _previousEnd, Source = _source };
    }

    private ObjectTypeExtensionNode ParseObjectExtension(int start)
    {
        var name = ParseExtendedName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        RequireAddition(interfaces.Length + directives.Length + fields.Length > 0);
        return new ObjectTypeExtensionNode
        {
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private InterfaceTypeExtensionNode ParseInterfaceExtension(int start)
    {
        var name = ParseExtendedName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        RequireAddition(interfaces.Length + directives.Length + fields.Length > 0);
        return new InterfaceTypeExtensionNode
        {
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private UnionTypeExtensionNode ParseUnionExtension(int start)
    {
        var name = ParseExtendedName();
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMembers();
        RequireAddition(directives.Length + types.Length > 0);
        return new UnionTypeExtensionNode { Name = name, Directives = directives, Types = types, Start = start, End = _previousEnd, Source = _source };
    }

    private EnumTypeExtensionNode ParseEnumExtension(int start)
    {
        var name = ParseExtendedName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValues();
        RequireAddition(directives.Length + values.Length > 0);
        return new EnumTypeExtensionNode { Name = name, Directives = directives, Values = values, Start = start, End = _previousEnd, Source = _source };
    }

    private InputObjectTypeExtensionNode ParseInputExtension(int start)
    {
        var name = ParseExtendedName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputFields();
        RequireAddition(directives.Length + fields.Length > 0);
        return new InputObjectTypeExtensionNode
        {
            Name = name,
            Directives = directives,
            Fields = fields,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }
}
