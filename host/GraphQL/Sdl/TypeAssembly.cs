namespace CarePlatform.GraphQL;

/// <summary>Makes types from their definitions and extensions. Types that may refer to an extended type are made anew.</summary>
internal sealed class TypeAssembly
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly ILookup<string, TypeExtensionNode> _extensions;
    private readonly List<NamedType> _inOrder = [];
    private readonly IReadOnlyList<ScalarType> _scalars;

    public TypeAssembly(IReadOnlyList<DefinitionNode> definitions, Schema? extended, IReadOnlyList<ScalarType> scalars)
    {
        _scalars = scalars;
        _extensions = definitions.OfType<TypeExtensionNode>().ToLookup(extension => extension.Name.Value, StringComparer.Ordinal);
        foreach (var type in extended?.Types ?? [])
        {
            Add(StandardTypes.Contains(type.Name) ? type : Extend(type));
        }

        foreach (var definition in definitions.OfType<TypeDefinitionNode>())
        {
            Add(StandardTypes.Find(definition.Name.Value) ?? Make(definition));
        }
    }

    /// <summary>All types, each name once.</summary>
    public IReadOnlyList<NamedType> All => [.. _inOrder.Select(type => _types[type.Name]).Distinct()];

    public NamedType? Find(string name) => StandardTypes.Find(name) ?? _types.GetValueOrDefault(name);

    /// <summary>The type that a definition refers to.</summary>
    public NamedType Get(NamedTypeNode reference) =>
        Find(reference.Name.Value) ?? throw new GraphQLSchemaException($"Unknown type: \"{reference.Name.Value}\".", reference);

    /// <summary>The type of this schema that stands for a type of the extended schema.</summary>
    public GraphType Replace(GraphType type) => type switch
    {
        ListType list => Replace(list.Of).List,
        NonNullType nonNull => Replace(nonNull.Of).NonNull,
        _ => _types.GetValueOrDefault(((NamedType)type).Name, (NamedType)type),
    };

    public Directive Replace(Directive directive) => directive.With(arguments: [.. directive.Arguments.Select(Replace)]);

    public Directive Make(DirectiveDefinitionNode node) =>
        new(node.Name.Value, [.. node.Locations.Select(LocationOf)], Inputs(node.Arguments))
        {
            Description = node.Description?.Value,
            IsRepeatable = node.Repeatable,
            Syntax = node,
        };

    private void Add(NamedType type)
    {
        _types[type.Name] = type;
        _inOrder.Add(type);
    }

    private NamedType Make(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        var description = node.Description?.Value;
        List<TypeExtensionNode> extensions = [.. _extensions[name]];
        DefinitionNode[] parts = [node, .. extensions];
        return node switch
        {
            ObjectTypeDefinitionNode => new ObjectType(name, () => FieldsOf(parts), () => InterfacesOf(parts))
            {
                Description = description,
                Syntax = node,
                ExtensionSyntax = extensions,
            },
            InterfaceTypeDefinitionNode => new InterfaceType(name, () => FieldsOf(parts), () => InterfacesOf(parts))
            {
                Description = description,
                Syntax = node,
                ExtensionSyntax = extensions,
            },
            UnionTypeDefinitionNode => new UnionType(name, () => MembersOf(parts))
            {
                Description = description,
                Syntax = node,
                ExtensionSyntax = extensions,
            },
            EnumTypeDefinitionNode => new EnumType(name, ValuesOf(parts)) { Description = description, Syntax = node, ExtensionSyntax = extensions },
            InputObjectTypeDefinitionNode => new InputObjectType(name, () => InputFieldsOf(parts))
            {
                Description = description,
                IsOneOf = parts.Any(AppliedDirectives.IsOneOf),
                Syntax = node,
                ExtensionSyntax = extensions,
            },
            _ => new ExtendedScalar(_scalars.FirstOrDefault(scalar => scalar.Name == name) ?? new AnyScalar(name))
            {
                Description = description,
                SpecifiedBy = SpecifiedBy(parts),
                Syntax = node,
                ExtensionSyntax = extensions,
            },
        };
    }

    private NamedType Extend(NamedType type)
    {
        List<TypeExtensionNode> extensions = [.. _extensions[type.Name]];
        return type switch
        {
            ObjectType existing => existing.With(
                () => Merge(existing.Fields.Select(Replace), FieldsOf(extensions), field => field.Name),
                () => [.. existing.Interfaces.Select(Replace).Cast<NamedType>(), .. InterfacesOf(extensions)],
                extensions),
            InterfaceType existing => existing.With(
                () => Merge(existing.Fields.Select(Replace), FieldsOf(extensions), field => field.Name),
                () => [.. existing.Interfaces.Select(Replace).Cast<NamedType>(), .. InterfacesOf(extensions)],
                extensions),
            UnionType existing => existing.With(
                () => [.. existing.Members.Select(Replace).Cast<NamedType>(), .. MembersOf(extensions)], extensions),
            EnumType existing when extensions.Count > 0 =>
                existing.With(Merge(existing.Values, ValuesOf(extensions), value => value.Name), extensions),
            InputObjectType existing => existing.With(
                () => Merge(existing.Fields.Select(Replace), InputFieldsOf(extensions), field => field.Name), extensions),
            ScalarType existing when extensions.Count > 0 => existing.With(SpecifiedBy(extensions) ?? existing.SpecifiedBy, extensions),
            _ => type,
        };
    }

    private Field Replace(Field field) => field.With(Replace(field.Type), [.. field.Arguments.Select(Replace)]);

    private InputValue Replace(InputValue input) => input.With(Replace(input.Type));

    private List<Field> FieldsOf(IEnumerable<DefinitionNode> parts)
    {
        var fields = parts.OfType<IFieldedSyntax>().SelectMany(part => part.Fields).Select(node =>
            new Field(node.Name.Value, TypeOf(node.Type), Inputs(node.Arguments))
            {
                Description = node.Description?.Value,
                DeprecationReason = AppliedDirectives.DeprecationReason(node),
                Syntax = node,
            });
        return Merge([], fields, field => field.Name);
    }

    private List<NamedType> InterfacesOf(IEnumerable<DefinitionNode> parts) =>
        [.. parts.OfType<IFieldedSyntax>().SelectMany(part => part.Interfaces).Select(Get)];

    private List<NamedType> MembersOf(IEnumerable<DefinitionNode> parts) =>
        [.. parts.OfType<IUnionSyntax>().SelectMany(part => part.Types).Select(Get)];

    private List<InputValue> InputFieldsOf(IEnumerable<DefinitionNode> parts) =>
        Inputs(parts.OfType<IInputObjectSyntax>().SelectMany(part => part.Fields));

    private static List<EnumValue> ValuesOf(IEnumerable<DefinitionNode> parts)
    {
        var values = parts.OfType<IEnumSyntax>().SelectMany(part => part.Values).Select(node => new EnumValue(node.Name.Value)
        {
            Description = node.Description?.Value,
            DeprecationReason = AppliedDirectives.DeprecationReason(node),
            Syntax = node,
        });
        return Merge([], values, value => value.Name);
    }

    private List<InputValue> Inputs(IEnumerable<InputValueDefinitionNode> nodes)
    {
        var inputs = nodes.Select(node => new InputValue(node.Name.Value, TypeOf(node.Type))
        {
            Description = node.Description?.Value,
            Default = node.DefaultValue is { } literal ? DefaultValue.Of(literal) : null,
            DeprecationReason = AppliedDirectives.DeprecationReason(node),
            Syntax = node,
        });
        return Merge([], inputs, input => input.Name);
    }

    private GraphType TypeOf(TypeNode node) => node switch
    {
        ListTypeNode list => TypeOf(list.Type).List,
        NonNullTypeNode nonNull => TypeOf(nonNull.Type).NonNull,
        _ => Get((NamedTypeNode)node),
    };

    private static string? SpecifiedBy(IEnumerable<DefinitionNode> parts) => parts.Select(AppliedDirectives.SpecifiedBy).LastOrDefault(url => url is not null);

    private static DirectiveLocation LocationOf(NameNode name) =>
        DirectiveLocationNames.TryParse(name.Value, out var location)
            ? location
            : throw new GraphQLSchemaException($"Unknown directive location: \"{name.Value}\".", name);

    /// <summary>Both lists; of parts with the same name the last stands in the place of the first.</summary>
    private static List<T> Merge<T>(IEnumerable<T> first, IEnumerable<T> second, Func<T, string> name)
    {
        var byName = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var part in first.Concat(second))
        {
            byName[name(part)] = part;
        }

        return [.. byName.Values];
    }
}
