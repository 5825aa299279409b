namespace CarePlatform.GraphQL;

/// <summary>Copies a schema with its parts in the order of their names, where numbers inside names count as numbers.</summary>
internal sealed class SchemaOrder
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);

    private SchemaOrder(Schema schema)
    {
        foreach (var type in schema.Types.OrderBy(type => type.Name, NaturalOrder.Instance))
        {
            _types[type.Name] = StandardTypes.Contains(type.Name) ? type : Copy(type);
        }
    }

    public static Schema ByName(Schema schema)
    {
        var order = new SchemaOrder(schema);
        return new Schema(new SchemaBlueprint
        {
            Query = order.Replace(schema.Query),
            Mutation = order.Replace(schema.Mutation),
            Subscription = order.Replace(schema.Subscription),
            Types = [.. order._types.Values],
            Directives = [.. Sorted(schema.Directives, directive => directive.Name).Select(directive => directive.With(
                order.Inputs(directive.Arguments), Sorted(directive.Locations, location => location.ToGraphQL())))],
            Description = schema.Description,
            Syntax = schema.Syntax,
            ExtensionSyntax = schema.ExtensionSyntax,
        });
    }

    private NamedType Copy(NamedType type) => type switch
    {
        ObjectType existing => existing.With(() => Fields(existing), () => Types(existing.Interfaces)),
        InterfaceType existing => existing.With(() => Fields(existing), () => Types(existing.Interfaces)),
        UnionType existing => existing.With(() => Types(existing.Members)),
        EnumType existing => existing.With(Sorted(existing.Values, value => value.Name)),
        InputObjectType existing => existing.With(() => Inputs(existing.Fields)),
        _ => type,
    };

    private Field[] Fields(FieldedType type) =>
        [.. Sorted(type.Fields, field => field.Name).Select(field => field.With(Replace(field.Type)!, Inputs(field.Arguments)))];

    private InputValue[] Inputs(IReadOnlyList<InputValue> inputs) =>
        [.. Sorted(inputs, input => input.Name).Select(input => input.With(Replace(input.Type)!))];

    private NamedType[] Types(IReadOnlyList<NamedType> types) => [.. Sorted(types, type => type.Name).Select(type => Replace(type)!)];

    private T? Replace<T>(T? type)
        where T : GraphType => type switch
        {
            ListType list => Replace(list.Of)!.List as T,
            NonNullType nonNull => Replace(nonNull.Of)!.NonNull as T,
            NamedType named => _types[named.Name] as T,
            _ => null,
        };

    private static T[] Sorted<T>(IReadOnlyList<T> parts, Func<T, string> name) => [.. parts.OrderBy(name, NaturalOrder.Instance)];
}
