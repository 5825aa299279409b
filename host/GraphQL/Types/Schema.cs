namespace CarePlatform.GraphQL;

/// <summary>
/// Types and directives that belong together. A schema is immutable, and may be wrong: what is wrong with it is told by schema
/// validation, and only a valid schema can be executed.
/// </summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly FieldSet<Directive> _directives;
    private readonly Dictionary<string, Implementations> _implementations = new(StringComparer.Ordinal);
    private readonly Dictionary<IAbstractType, HashSet<NamedType>> _subtypes = [];

    /// <summary>A schema with every type that the blueprint leads to. Two types of one name are refused.</summary>
    public Schema(SchemaBlueprint blueprint)
    {
        Blueprint = blueprint;
        _directives = new FieldSet<Directive>(blueprint.Directives, directive => directive.Name);
        Types = TypeCollection.Of(blueprint);
        foreach (var type in Types)
        {
            if (type.Name.Length == 0)
            {
                throw new ArgumentException("One of the provided types for building the Schema is missing a name.", nameof(blueprint));
            }

            if (!_types.TryAdd(type.Name, type))
            {
                throw new ArgumentException(
                    $"Schema must contain uniquely named types but contains multiple types named \"{type.Name}\".", nameof(blueprint));
            }
        }

        foreach (var type in Types.OfType<FieldedType>())
        {
            foreach (var implemented in type.Interfaces.OfType<InterfaceType>())
            {
                ImplementationsOf(implemented.Name).Add(type);
            }
        }

        foreach (var type in Types.OfType<IAbstractType>())
        {
            _subtypes[type] = type is UnionType union
                ? [.. union.Members]
                : [.. GetImplementations((InterfaceType)type).Objects, .. GetImplementations((InterfaceType)type).Interfaces];
        }
    }

    public NamedType? Query => Blueprint.Query;

    public NamedType? Mutation => Blueprint.Mutation;

    public NamedType? Subscription => Blueprint.Subscription;

    public string? Description => Blueprint.Description;

    public SchemaDefinitionNode? Syntax => Blueprint.Syntax;

    public IReadOnlyList<SchemaExtensionNode> ExtensionSyntax => Blueprint.ExtensionSyntax;

    /// <summary>What the schema was made of, to make another one from it.</summary>
    public SchemaBlueprint Blueprint { get; }

    /// <summary>All types, those of introspection included.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    public IReadOnlyList<Directive> Directives => _directives.InOrder;

    /// <summary>The root type of a kind of operation, or null.</summary>
    public NamedType? RootOf(OperationKind operation) => operation switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>The type of this name, or null.</summary>
    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type that a document refers to; null when its name is unknown.</summary>
    public GraphType? FindType(TypeNode reference)
    {
        var wrappers = new Stack<TypeNode>();
        while (reference is not NamedTypeNode)
        {
            wrappers.Push(reference);
            reference = reference is ListTypeNode list ? list.Type : ((NonNullTypeNode)reference).Type;
        }

        GraphType? type = FindType(((NamedTypeNode)reference).Name.Value);
        while (type is not null && wrappers.TryPop(out var wrapper))
        {
            type = wrapper is ListTypeNode ? type.List : type.NonNull;
        }

        return type;
    }

    /// <summary>The directive of this name, or null.</summary>
    public Directive? FindDirective(string name) => _directives.Find(name);

    /// <summary>The types that implement an interface.</summary>
    public (IReadOnlyList<ObjectType> Objects, IReadOnlyList<InterfaceType> Interfaces) GetImplementations(InterfaceType type) =>
        _implementations.TryGetValue(type.Name, out var found) ? (found.Objects, found.Interfaces) : ([], []);

    /// <summary>The object types that a value of an interface or a union can have.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(IAbstractType type) =>
        type is UnionType union ? [.. union.Members.OfType<ObjectType>()] : GetImplementations((InterfaceType)type).Objects;

    /// <summary>Whether a type is a member of a union or implements an interface.</summary>
    public bool IsSubtype(IAbstractType type, NamedType maybeSubtype) =>
        _subtypes.TryGetValue(type, out var subtypes) && subtypes.Contains(maybeSubtype);

    /// <summary>
    /// The field of this name on a type, the fields <c>__schema</c> and <c>__type</c> of the query type and <c>__typename</c> of
    /// every type included; null when there is none.
    /// </summary>
    public Field? FindField(CompositeType type, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == MetaFields.TypeName.Name)
            {
                return MetaFields.TypeName;
            }

            if (ReferenceEquals(type, Query) && MetaFields.Find(name) is { } field)
            {
                return field;
            }
        }

        return (type as FieldedType)?.FindField(name);
    }

    private Implementations ImplementationsOf(string name)
    {
        if (!_implementations.TryGetValue(name, out var found))
        {
            _implementations[name] = found = new Implementations();
        }

        return found;
    }

    private sealed class Implementations
    {
        public List<ObjectType> Objects { get; } = [];

        public List<InterfaceType> Interfaces { get; } = [];

        public void Add(FieldedType type)
        {
            if (type is ObjectType objectType)
            {
                Objects.Add(objectType);
            }
            else
            {
                Interfaces.Add((InterfaceType)type);
            }
        }
    }
}
