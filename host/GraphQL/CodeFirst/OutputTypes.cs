using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>The object types, interfaces and unions that classes are, and the type of every field.</summary>
internal sealed class OutputTypes
{
    private readonly CodeFirstOptions _options;
    private readonly EnumTypes _enums;
    private readonly ConnectionTypes _connections = new();
    private readonly Dictionary<Type, ObjectShape> _shapes = [];
    private readonly Dictionary<Type, CompositeType> _types = [];
    private readonly MemberFields _fields;

    public OutputTypes(CodeFirstOptions options)
    {
        _options = options;
        _enums = new EnumTypes(options.Descriptions, options.Names);
        _fields = new MemberFields(options, this, new InputTypes(options, _enums));
        foreach (var type in options.Types)
        {
            Declare(type);
        }

        foreach (var shape in _shapes.Values)
        {
            _types.Add(shape.Type, Make(shape));
        }
    }

    /// <summary>The object types that implement an interface, so that no field need lead to them.</summary>
    public IEnumerable<ObjectType> Implementations => _types.Values.OfType<ObjectType>().Where(type => type.Interfaces.Count > 0);

    /// <summary>The fields <c>node</c> and <c>nodes</c>, when there is something that reads them.</summary>
    public IReadOnlyList<Field> NodeFields() => _options.ReadNodes is not { } read ? []
        : _types.Values.OfType<InterfaceType>().FirstOrDefault(type => type.Name == "Node") is { } node ? GraphQL.NodeFields.Of(node, read)
        : throw new InvalidOperationException(
            "The options say how nodes are read, but no class is their interface: mark an interface with [InterfaceType(\"Node\")].");

    /// <summary>The fields of a root, from all its classes in the order of their names.</summary>
    public IReadOnlyList<Field> RootFields(IEnumerable<Type> classes)
    {
        var fields = new Dictionary<string, (Field Field, MemberInfo Member)>(StringComparer.Ordinal);
        foreach (var member in classes.SelectMany(ObjectShape.StaticMembers).Where(_options.IsVisible))
        {
            var field = _fields.Make(member, null);
            if (!fields.TryAdd(field.Name, (field, member)))
            {
                throw Twice(member, field.Name, fields[field.Name].Member);
            }
        }

        return [.. fields.Values.Select(found => found.Field)];
    }

    /// <summary>The type of a field.</summary>
    public GraphType TypeOf(Type type, NullabilityInfo info, MemberInfo member, bool isId)
    {
        var plain = ClrTypes.Plain(type);
        if (ClrTypes.Argument(plain, typeof(Connection<>)) is { } node)
        {
            return Nulled(_connections.Of(Composite(node, member)), type, info);
        }

        return Nulled(
            ClrTypes.Item(plain) is { } item ? TypeOf(item, ClrTypes.ItemNullability(info), member, isId).List
            : isId ? Scalars.Id
            : _options.FindScalar(plain)?.Type ?? (plain.IsEnum ? _enums.Of(plain) : (GraphType)Composite(plain, member)),
            type,
            info);
    }

    private static GraphType Nulled(GraphType shown, Type type, NullabilityInfo info) => ClrTypes.IsNullable(type, info) ? shown
        : shown.NonNull;

    private CompositeType Composite(Type type, MemberInfo member) => _types.GetValueOrDefault(type) ?? throw new SchemaDeclarationException(
        member, $"gives {type.FullName}, which has no place in the schema: mark that class with [ObjectType], or describe it by a class with [ObjectType<{type.Name}>]");

    private void Declare(Type type)
    {
        if (type.GetCustomAttributes(false).OfType<IObjectTypeDescription>().SingleOrDefault() is { } description)
        {
            ShapeOf(description.Type).Add(type, description);
        }
        else if (type.GetCustomAttribute<ObjectTypeAttribute>() is { } itself)
        {
            ShapeOf(type).Add(itself);
        }
        else if (type.GetCustomAttribute<InterfaceTypeAttribute>() is { } shared)
        {
            RequireAbstract(type, "[InterfaceType]");
            _types.Add(
                type, new InterfaceType(shared.Name ?? _options.Names.Type(type), () => InterfaceFields(type), () => InterfacesOf(type))
                {
                    Description = _options.Descriptions.Of(type),
                });
        }
        else if (type.GetCustomAttribute<UnionTypeAttribute>() is { } union)
        {
            RequireAbstract(type, "[UnionType]");
            _types.Add(type, new UnionType(union.Name ?? _options.Names.Type(type), () =>
                [.. _shapes.Keys.Where(type.IsAssignableFrom).Select(member => _types[member])])
            {
                Description = _options.Descriptions.Of(type),
            });
        }
    }

    private ObjectShape ShapeOf(Type type) => _shapes.TryGetValue(type, out var shape) ? shape : _shapes[type] = new ObjectShape(type);

    private ObjectType Make(ObjectShape shape) => new(
        shape.Name ?? shape.Type.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? _options.Names.Type(shape.Type),
        () => FieldsOf(shape),
        () => InterfacesOf(shape.Type))
    {
        ClrType = shape.Type,
        Description = shape.DescribedBy.Select(_options.Descriptions.Of).FirstOrDefault(text => text is not null),
    };

    private IReadOnlyList<Field> FieldsOf(ObjectShape shape)
    {
        var fields = new Dictionary<string, (Field Field, MemberInfo Member)>(StringComparer.Ordinal);
        foreach (var member in shape.OwnMembers().Where(_options.IsVisible))
        {
            var field = _fields.Make(member, shape.Type);
            fields[field.Name] = fields.TryGetValue(field.Name, out var same) ? throw Twice(member, field.Name, same.Member)
                : (field, member);
        }

        foreach (var member in shape.DescribedMembers().Where(_options.IsVisible))
        {
            var field = _fields.Make(member, shape.Type);
            if (fields.TryGetValue(field.Name, out var same) && same.Member.DeclaringType is { IsAbstract: true, IsSealed: true })
            {
                throw Twice(member, field.Name, same.Member);
            }

            fields[field.Name] = (field, member);
        }

        return [.. fields.Values.Select(found => found.Field)];
    }

    private IReadOnlyList<Field> InterfaceFields(Type type) =>
        [.. ObjectShape.InstanceMembers(type).Where(_options.IsVisible).Select(member => _fields.Make(member, type))];

    private IReadOnlyList<NamedType> InterfacesOf(Type type) =>
        [.. _types.Where(other => other.Value is InterfaceType && other.Key != type && other.Key.IsAssignableFrom(type))
            .Select(other => other.Value)];

    private static void RequireAbstract(Type type, string attribute)
    {
        if (!type.IsAbstract)
        {
            throw new SchemaDeclarationException(
                type, $"is marked with {attribute} but values of it can be made: make it an interface or abstract");
        }
    }

    private static SchemaDeclarationException Twice(MemberInfo member, string field, MemberInfo first) =>
        new(member,
            $"is a second field {field}, which {first.DeclaringType!.FullName}.{first.Name} is already: rename one, or keep one out with [GraphQLIgnore]");
}
