using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Makes types of what introspection told about them.</summary>
internal sealed class IntrospectedTypes
{
    private readonly OrderedDictionary<string, NamedType> _types = new(StringComparer.Ordinal);

    public IntrospectedTypes(JsonElement types)
    {
        foreach (var type in types.EnumerateArray())
        {
            var name = type.Text("name");
            if (name is null || type.Text("kind") is not { } kind)
            {
                throw Incomplete(type);
            }

            _types[name] = StandardTypes.Find(name) ?? Make(kind, name, type);
        }
    }

    public IReadOnlyList<NamedType> All => [.. _types.Values];

    /// <summary>The root type of this name; null when the schema has none.</summary>
    public ObjectType? FindObject(JsonElement schema, string property) =>
        schema.Part(property) is { } reference ? Expect<ObjectType>(reference, "Object") : null;

    /// <summary>A directive. Places that a newer server knows are left out: no document could use them here.</summary>
    public Directive MakeDirective(JsonElement directive)
    {
        var locations = new List<DirectiveLocation>();
        foreach (var name in Require(directive, "locations", "directive locations"))
        {
            if (DirectiveLocationNames.TryParse(name.GetString()!, out var location))
            {
                locations.Add(location);
            }
        }

        return new Directive(directive.Text("name")!, locations, [.. Require(directive, "args", "directive args").Select(MakeInput)])
        {
            Description = directive.Text("description"),
            IsRepeatable = directive.Flag("isRepeatable"),
        };
    }

    private NamedType Make(string kind, string name, JsonElement type)
    {
        var description = type.Text("description");
        return kind switch
        {
            "SCALAR" => new AnyScalar(name) { Description = description, SpecifiedBy = type.Text("specifiedByURL") },
            "OBJECT" => new ObjectType(name, () => FieldsOf(type), () => InterfacesOf(type)) { Description = description },
            "INTERFACE" => new InterfaceType(name, () => FieldsOf(type), () => InterfacesOf(type)) { Description = description },
            "UNION" => new UnionType(name, MembersOf(type)) { Description = description },
            "ENUM" => new EnumType(name, [.. Require(type, "enumValues").Select(MakeValue)]) { Description = description },
            "INPUT_OBJECT" => new InputObjectType(name, InputFieldsOf(type)) { Description = description, IsOneOf = type.Flag("isOneOf") },
            _ => throw Incomplete(type),
        };
    }

    private Field[] FieldsOf(JsonElement type) => [.. Require(type, "fields").Select(field =>
    {
        var output = TypeOf(field.GetProperty("type"));
        return output.IsOutput
            ? new Field(field.Text("name")!, output, [.. Require(field, "args", "field args").Select(MakeInput)])
            {
                Description = field.Text("description"),
                DeprecationReason = field.Text("deprecationReason"),
            }
            : throw new GraphQLSchemaException($"Introspection must provide output type for fields, but received: {output}.");
    })];

    private InterfaceType[] InterfacesOf(JsonElement type)
    {
        // Servers of older releases do not know interfaces of interfaces.
        var isOlder = type.Text("kind") == "INTERFACE" && type.TryGetProperty("interfaces", out var list) && list.ValueKind is JsonValueKind.Null;
        return isOlder ? [] : [.. Require(type, "interfaces").Select(reference => Expect<InterfaceType>(reference, "Interface"))];
    }

    private Func<IReadOnlyList<NamedType>> MembersOf(JsonElement type)
    {
        var members = Require(type, "possibleTypes");
        return () => [.. members.Select(reference => Expect<ObjectType>(reference, "Object"))];
    }

    private Func<IReadOnlyList<InputValue>> InputFieldsOf(JsonElement type)
    {
        var fields = Require(type, "inputFields");
        return () => [.. fields.Select(MakeInput)];
    }

    private InputValue MakeInput(JsonElement input)
    {
        var type = TypeOf(input.GetProperty("type"));
        return type.IsInput
            ? new InputValue(input.Text("name")!, type)
            {
                Description = input.Text("description"),
                Default = input.Text("defaultValue") is { } text ? DefaultValue.Of(SyntaxParser.ParseConstValue(text)) : null,
                DeprecationReason = input.Text("deprecationReason"),
            }
            : throw new GraphQLSchemaException($"Introspection must provide input type for arguments, but received: {type}.");
    }

    private static EnumValue MakeValue(JsonElement value) => new(value.Text("name")!)
    {
        Description = value.Text("description"),
        DeprecationReason = value.Text("deprecationReason"),
    };

    private GraphType TypeOf(JsonElement reference)
    {
        var inner = reference.Part("ofType");
        return reference.Text("kind") switch
        {
            "LIST" => TypeOf(inner ?? throw TooDeep()).List,
            "NON_NULL" => TypeOf(inner ?? throw TooDeep()).NonNull,
            _ => Find(reference),
        };
    }

    private NamedType Find(JsonElement reference)
    {
        var name = reference.Text("name") ?? throw new GraphQLSchemaException($"Unknown type reference: {Inspection.Show(reference)}.");
        return _types.TryGetValue(name, out var type)
            ? type
            : throw new GraphQLSchemaException(
                $"Invalid or incomplete schema, unknown type: {name}. Ensure that a full introspection query is used in order to build a client schema.");
    }

    private T Expect<T>(JsonElement reference, string kind)
        where T : NamedType =>
        TypeOf(reference) is var type && type is T expected
            ? expected
            : throw new GraphQLSchemaException($"Expected {type} to be a GraphQL {kind} type.");

    private static IReadOnlyList<JsonElement> Require(JsonElement element, string property, string? what = null) =>
        element.List(property)
        ?? throw new GraphQLSchemaException($"Introspection result missing {what ?? property}: {Inspection.Show(element)}.");

    private static GraphQLSchemaException TooDeep() => new("Decorated type deeper than introspection query.");

    private static GraphQLSchemaException Incomplete(JsonElement type) => new(
        "Invalid or incomplete introspection result. Ensure that a full introspection query is used in order to build a client schema: "
        + $"{Inspection.Show(type)}.");
}
