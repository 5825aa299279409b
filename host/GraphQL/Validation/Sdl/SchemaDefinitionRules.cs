namespace CarePlatform.GraphQL;

/// <summary>There is one schema definition, and none where a schema is extended.</summary>
internal sealed class LoneSchemaDefinition : ValidationRule
{
    private bool _isDefined;

    public LoneSchemaDefinition(ValidationContext context)
        : base(context, SyntaxKind.SchemaDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (Context.SchemaOrNone is { } schema
            && (schema.Syntax is not null || (schema.Query ?? schema.Mutation ?? schema.Subscription) is not null))
        {
            Report("Cannot define a new schema within a schema extension.", node);
            return;
        }

        if (_isDefined)
        {
            Report("Must provide only one schema definition.", node);
        }

        _isDefined = true;
    }
}

/// <summary>There is one root type for each kind of operation.</summary>
internal sealed class UniqueOperationTypes : ValidationRule
{
    private readonly Dictionary<OperationKind, OperationTypeDefinitionNode> _known = [];

    public UniqueOperationTypes(ValidationContext context)
        : base(context, SyntaxKind.SchemaDefinition, SyntaxKind.SchemaExtension)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        foreach (var root in node is SchemaDefinitionNode schema ? schema.OperationTypes : ((SchemaExtensionNode)node).OperationTypes)
        {
            var operation = root.Operation.ToString().ToLowerInvariant();
            if (Context.SchemaOrNone?.RootOf(root.Operation) is not null)
            {
                Report($"Type for {operation} already defined in the schema. It cannot be redefined.", root);
            }
            else if (!_known.TryAdd(root.Operation, root))
            {
                Report($"There can be only one {operation} type in schema.", _known[root.Operation], root);
            }
        }
    }
}

/// <summary>An extension extends a type that exists and is of its kind.</summary>
internal sealed class PossibleTypeExtensions : ValidationRule
{
    private readonly Dictionary<string, TypeDefinitionNode> _defined = new(StringComparer.Ordinal);

    public PossibleTypeExtensions(ValidationContext context)
        : base(
            context,
            SyntaxKind.ScalarTypeExtension,
            SyntaxKind.ObjectTypeExtension,
            SyntaxKind.InterfaceTypeExtension,
            SyntaxKind.UnionTypeExtension,
            SyntaxKind.EnumTypeExtension,
            SyntaxKind.InputObjectTypeExtension)
    {
        foreach (var definition in context.Document.Definitions.OfType<TypeDefinitionNode>())
        {
            _defined[definition.Name.Value] = definition;
        }
    }

    public override void Enter(SyntaxNode node)
    {
        var name = ((TypeExtensionNode)node).Name;
        var definition = _defined.GetValueOrDefault(name.Value);
        var expected = definition is not null ? KindOf(definition) : KindOf(Context.SchemaOrNone?.FindType(name.Value));
        if (expected is null)
        {
            var names = _defined.Keys.Concat((Context.SchemaOrNone?.Types ?? []).Select(type => type.Name));
            var hint = Wording.DidYouMean(Suggestions.For(name.Value, names));
            Report($"Cannot extend type \"{name.Value}\" because it is not defined.{hint}", name);
        }
        else if (KindOf((TypeExtensionNode)node) is var kind && kind != expected)
        {
            Report($"Cannot extend non-{kind} type \"{name.Value}\".", definition is null ? [node] : [definition, node]);
        }
    }

    private static string KindOf(DefinitionNode node) => node switch
    {
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "object",
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "interface",
        UnionTypeDefinitionNode or UnionTypeExtensionNode => "union",
        EnumTypeDefinitionNode or EnumTypeExtensionNode => "enum",
        InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => "input object",
        _ => "scalar",
    };

    private static string? KindOf(NamedType? type) => type switch
    {
        ObjectType => "object",
        InterfaceType => "interface",
        UnionType => "union",
        EnumType => "enum",
        InputObjectType => "input object",
        ScalarType => "scalar",
        _ => null,
    };
}
