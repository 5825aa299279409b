namespace CarePlatform.GraphQL;

/// <summary>Directives exist, and stand where they may.</summary>
internal sealed class KnownDirectives : ValidationRule
{
    private readonly Dictionary<string, HashSet<string>> _locations = new(StringComparer.Ordinal);

    public KnownDirectives(ValidationContext context)
        : base(context, SyntaxKind.Directive)
    {
        foreach (var directive in context.SchemaOrNone?.Directives ?? StandardDirectives.All)
        {
            _locations[directive.Name] = [.. directive.Locations.Select(location => location.ToGraphQL())];
        }

        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _locations[directive.Name.Value] = [.. directive.Locations.Select(location => location.Value)];
        }
    }

    public override void Enter(SyntaxNode node)
    {
        var name = ((DirectiveNode)node).Name.Value;
        if (!_locations.TryGetValue(name, out var allowed))
        {
            Report($"Unknown directive \"@{name}\".", node);
            return;
        }

        var location = LocationOf(Context.Path).ToGraphQL();
        if (!allowed.Contains(location))
        {
            Report($"Directive \"@{name}\" may not be used on {location}.", node);
        }
    }

    private static DirectiveLocation LocationOf(IReadOnlyList<SyntaxNode> path) => path[^2] switch
    {
        OperationDefinitionNode { Operation: OperationKind.Query } => DirectiveLocation.Query,
        OperationDefinitionNode { Operation: OperationKind.Mutation } => DirectiveLocation.Mutation,
        OperationDefinitionNode => DirectiveLocation.Subscription,
        FieldNode => DirectiveLocation.Field,
        FragmentSpreadNode => DirectiveLocation.FragmentSpread,
        InlineFragmentNode => DirectiveLocation.InlineFragment,
        FragmentDefinitionNode => DirectiveLocation.FragmentDefinition,
        VariableDefinitionNode => DirectiveLocation.VariableDefinition,
        SchemaDefinitionNode or SchemaExtensionNode => DirectiveLocation.Schema,
        ScalarTypeDefinitionNode or ScalarTypeExtensionNode => DirectiveLocation.Scalar,
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => DirectiveLocation.Object,
        FieldDefinitionNode => DirectiveLocation.FieldDefinition,
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => DirectiveLocation.Interface,
        UnionTypeDefinitionNode or UnionTypeExtensionNode => DirectiveLocation.Union,
        EnumTypeDefinitionNode or EnumTypeExtensionNode => DirectiveLocation.Enum,
        EnumValueDefinitionNode => DirectiveLocation.EnumValue,
        InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => DirectiveLocation.InputObject,
        InputValueDefinitionNode when path[^3] is IInputObjectSyntax => DirectiveLocation.InputFieldDefinition,
        InputValueDefinitionNode => DirectiveLocation.ArgumentDefinition,
        var other => throw new InvalidOperationException($"A node of the kind {other.Kind} cannot carry directives."),
    };
}

/// <summary>A directive stands in one place only once, unless it may be repeated.</summary>
internal sealed class UniqueDirectivesPerLocation : ValidationRule
{
    private readonly Dictionary<string, bool> _isUnique = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveNode> _onSchema = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> _onTypes = new(StringComparer.Ordinal);

    public UniqueDirectivesPerLocation(ValidationContext context)
        : base(context)
    {
        foreach (var directive in context.SchemaOrNone?.Directives ?? StandardDirectives.All)
        {
            _isUnique[directive.Name] = !directive.IsRepeatable;
        }

        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _isUnique[directive.Name.Value] = !directive.Repeatable;
        }
    }

    public override void Enter(SyntaxNode node)
    {
        if (node is not IDirectiveTarget { Directives.Count: > 0 } target)
        {
            return;
        }

        // The definition and the extensions of a type, or of the schema, are one place.
        var seen = node switch
        {
            SchemaDefinitionNode or SchemaExtensionNode => _onSchema,
            TypeDefinitionNode type => OnType(type.Name),
            TypeExtensionNode extension => OnType(extension.Name),
            _ => new Dictionary<string, DirectiveNode>(StringComparer.Ordinal),
        };
        foreach (var directive in target.Directives)
        {
            var name = directive.Name.Value;
            if (_isUnique.GetValueOrDefault(name) && !seen.TryAdd(name, directive))
            {
                Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }
    }

    private Dictionary<string, DirectiveNode> OnType(NameNode name)
    {
        if (!_onTypes.TryGetValue(name.Value, out var seen))
        {
            _onTypes[name.Value] = seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        }

        return seen;
    }
}
