namespace CarePlatform.GraphQL;

/// <summary>Each type is defined once.</summary>
internal sealed class UniqueTypeNames : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public UniqueTypeNames(ValidationContext context)
        : base(
            context,
            SyntaxKind.ScalarTypeDefinition,
            SyntaxKind.ObjectTypeDefinition,
            SyntaxKind.InterfaceTypeDefinition,
            SyntaxKind.UnionTypeDefinition,
            SyntaxKind.EnumTypeDefinition,
            SyntaxKind.InputObjectTypeDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var name = ((TypeDefinitionNode)node).Name;
        if (Context.SchemaOrNone?.FindType(name.Value) is not null)
        {
            Report($"Type \"{name.Value}\" already exists in the schema. It cannot also be defined in this type definition.", name);
        }
        else if (!_known.TryAdd(name.Value, name))
        {
            Report($"There can be only one type named \"{name.Value}\".", _known[name.Value], name);
        }
    }
}

/// <summary>Each directive is defined once.</summary>
internal sealed class UniqueDirectiveNames : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public UniqueDirectiveNames(ValidationContext context)
        : base(context, SyntaxKind.DirectiveDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var name = ((DirectiveDefinitionNode)node).Name;
        if (Context.SchemaOrNone?.FindDirective(name.Value) is not null)
        {
            Report($"Directive \"@{name.Value}\" already exists in the schema. It cannot be redefined.", name);
        }
        else if (!_known.TryAdd(name.Value, name))
        {
            Report($"There can be only one directive named \"@{name.Value}\".", _known[name.Value], name);
        }
    }
}

/// <summary>Each value of an enum is defined once.</summary>
internal sealed class UniqueEnumValueNames : ValidationRule
{
    private readonly Dictionary<(string Type, string Value), NameNode> _known = [];

    public UniqueEnumValueNames(ValidationContext context)
        : base(context, SyntaxKind.EnumTypeDefinition, SyntaxKind.EnumTypeExtension)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var type = node is EnumTypeDefinitionNode definition ? definition.Name.Value : ((EnumTypeExtensionNode)node).Name.Value;
        var existing = Context.SchemaOrNone?.FindType(type) as EnumType;
        foreach (var name in ((IEnumSyntax)node).Values.Select(value => value.Name))
        {
            if (existing?.FindValue(name.Value) is not null)
            {
                Report($"Enum value \"{type}.{name.Value}\" already exists in the schema. It cannot also be defined in this type extension.", name);
            }
            else if (!_known.TryAdd((type, name.Value), name))
            {
                Report($"Enum value \"{type}.{name.Value}\" can only be defined once.", _known[(type, name.Value)], name);
            }
        }
    }
}

/// <summary>Each field of a type is defined once.</summary>
internal sealed class UniqueFieldDefinitionNames : ValidationRule
{
    private readonly Dictionary<(string Type, string Field), NameNode> _known = [];

    public UniqueFieldDefinitionNames(ValidationContext context)
        : base(
            context,
            SyntaxKind.ObjectTypeDefinition,
            SyntaxKind.ObjectTypeExtension,
            SyntaxKind.InterfaceTypeDefinition,
            SyntaxKind.InterfaceTypeExtension,
            SyntaxKind.InputObjectTypeDefinition,
            SyntaxKind.InputObjectTypeExtension)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var type = node is TypeDefinitionNode definition ? definition.Name.Value : ((TypeExtensionNode)node).Name.Value;
        var names = node is IFieldedSyntax fielded
            ? fielded.Fields.Select(field => field.Name)
            : ((IInputObjectSyntax)node).Fields.Select(field => field.Name);
        foreach (var name in names)
        {
            if (Exists(type, name.Value))
            {
                Report($"Field \"{type}.{name.Value}\" already exists in the schema. It cannot also be defined in this type extension.", name);
            }
            else if (!_known.TryAdd((type, name.Value), name))
            {
                Report($"Field \"{type}.{name.Value}\" can only be defined once.", _known[(type, name.Value)], name);
            }
        }
    }

    private bool Exists(string type, string field) => Context.SchemaOrNone?.FindType(type) switch
    {
        FieldedType fielded => fielded.FindField(field) is not null,
        InputObjectType input => input.FindField(field) is not null,
        _ => false,
    };
}

/// <summary>Each argument of a field or a directive is defined once.</summary>
internal sealed class UniqueArgumentDefinitionNames : ValidationRule
{
    public UniqueArgumentDefinitionNames(ValidationContext context)
        : base(
            context,
            SyntaxKind.DirectiveDefinition,
            SyntaxKind.ObjectTypeDefinition,
            SyntaxKind.ObjectTypeExtension,
            SyntaxKind.InterfaceTypeDefinition,
            SyntaxKind.InterfaceTypeExtension)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (node is DirectiveDefinitionNode directive)
        {
            Check($"@{directive.Name.Value}", directive.Arguments);
            return;
        }

        var type = node is TypeDefinitionNode definition ? definition.Name.Value : ((TypeExtensionNode)node).Name.Value;
        foreach (var field in ((IFieldedSyntax)node).Fields)
        {
            Check($"{type}.{field.Name.Value}", field.Arguments);
        }
    }

    private void Check(string owner, IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(group => group.Skip(1).Any()))
        {
            Report($"Argument \"{owner}({same.Key}:)\" can only be defined once.", [.. same.Select(argument => argument.Name)]);
        }
    }
}
