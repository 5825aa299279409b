using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>The types of an introspection response.</summary>
internal sealed class ClientTypes
{
    private readonly JsonElement _schema;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);

    public ClientTypes(JsonElement schema)
    {
        _schema = schema;
        foreach (var type in schema.Parts("types") ?? throw Incomplete($"Introspection result missing types: {Inspection.Show(schema)}."))
        {
            var made = Make(type);
            _types[made.Name] = Scalars.Find(made.Name) ?? IntrospectionTypes.All.FirstOrDefault(known => known.Name == made.Name) ?? made;
        }
    }

    public IReadOnlyList<NamedType> All => [.. _types.Values];

    public static GraphQLSchemaException Incomplete(string message) => new([new GraphQLError(message)]);

    public NamedType? RootOf(string name) => _schema.Part(name) is { } reference
        ? Named(reference) as ObjectType ?? throw Incomplete($"Expected {Named(reference)} to be a GraphQL Object type.")
        : null;

    public Directive DirectiveOf(JsonElement directive)
    {
        var arguments = directive.Parts("args") ?? throw Missing("directive args", directive);
        var locations = directive.Parts("locations") ?? throw Missing("directive locations", directive);
        return new Directive(
            directive.Words("name")!,
            [.. locations.Select(location => LocationOf(location.GetString()!))],
            [.. arguments.Select(Input)])
        {
            Description = directive.Words("description"),
            IsRepeatable = directive.Part("isRepeatable")?.GetBoolean() ?? false,
        };
    }

    private static GraphQLSchemaException Missing(string part, JsonElement of) =>
        Incomplete($"Introspection result missing {part}: {Inspection.Show(of)}.");

    private static DirectiveLocation LocationOf(string name) => DirectiveLocationNames.TryParse(name, out var location)
        ? location
        : throw Incomplete($"Introspection names the directive location {name}, which there is not.");

    private NamedType Make(JsonElement type)
    {
        var (name, description) = (type.Words("name") ?? "", type.Words("description"));
        return type.Words("kind") switch
        {
            "SCALAR" => new AnyScalar(name) { Description = description, SpecifiedBy = type.Words("specifiedByURL") },
            "OBJECT" => new ObjectType(name, () => Fields(type), () => Interfaces(type)) { Description = description },
            "INTERFACE" => new InterfaceType(name, () => Fields(type), () => Interfaces(type)) { Description = description },
            "UNION" => new UnionType(name, Members(type)) { Description = description },
            "ENUM" => new EnumType(name, Values(type)) { Description = description },
            "INPUT_OBJECT" => new InputObjectType(name, InputFields(type))
            {
                Description = description,
                IsOneOf = type.Part("isOneOf")?.GetBoolean() ?? false,
            },
            _ => throw Incomplete(
                "Invalid or incomplete introspection result. Ensure that a full introspection query is used in order to build a client "
                + $"schema: {Inspection.Show(type)}."),
        };
    }

    private Field[] Fields(JsonElement type) => [.. (type.Parts("fields") ?? throw Missing("fields", type)).Select(field =>
    {
        var fieldType = TypeOf(field.GetProperty("type"));
        if (!fieldType.IsOutput)
        {
            throw Incomplete($"Introspection must provide output type for fields, but received: {fieldType}.");
        }

        var arguments = field.Parts("args") ?? throw Missing("field args", field);
        return new Field(field.Words("name")!, fieldType, [.. arguments.Select(Input)])
        {
            Description = field.Words("description"),
            DeprecationReason = field.Words("deprecationReason"),
        };
    })];

    private InterfaceType[] Interfaces(JsonElement type)
    {
        if (type.Parts("interfaces") is not { } interfaces)
        {
            return type.Words("kind") == "INTERFACE" && type.TryGetProperty("interfaces", out _) ? [] : throw Missing("interfaces", type);
        }

        return [.. interfaces.Select(reference =>
            Named(reference) as InterfaceType ?? throw Incomplete($"Expected {Named(reference)} to be a GraphQL Interface type."))];
    }

    private Func<IReadOnlyList<NamedType>> Members(JsonElement type)
    {
        var members = type.Parts("possibleTypes") ?? throw Missing("possibleTypes", type);
        return () => [.. members.Select(reference =>
            Named(reference) as ObjectType ?? throw Incomplete($"Expected {Named(reference)} to be a GraphQL Object type."))];
    }

    private static EnumValue[] Values(JsonElement type) =>
        [.. (type.Parts("enumValues") ?? throw Missing("enumValues", type)).Select(value => new EnumValue(value.Words("name")!)
        {
            Description = value.Words("description"),
            DeprecationReason = value.Words("deprecationReason"),
        })];

    private Func<IReadOnlyList<InputValue>> InputFields(JsonElement type)
    {
        var fields = type.Parts("inputFields") ?? throw Missing("inputFields", type);
        return () => [.. fields.Select(Input)];
    }

    private InputValue Input(JsonElement input)
    {
        var type = TypeOf(input.GetProperty("type"));
        return type.IsInput
            ? new InputValue(input.Words("name")!, type)
            {
                Description = input.Words("description"),
                DeprecationReason = input.Words("deprecationReason"),
                Default = input.Words("defaultValue") is { } literal ? DefaultValue.Of(SyntaxParser.ParseConstValue(literal)) : null,
            }
            : throw Incomplete($"Introspection must provide input type for arguments, but received: {type}.");
    }

    private GraphType TypeOf(JsonElement reference) => reference.Words("kind") switch
    {
        "LIST" => Inside(reference).List,
        "NON_NULL" => Inside(reference).NonNull,
        _ => Named(reference),
    };

    private GraphType Inside(JsonElement reference) =>
        TypeOf(reference.Part("ofType") ?? throw Incomplete("Decorated type deeper than introspection query."));

    private NamedType Named(JsonElement reference)
    {
        var name = reference.Words("name") ?? throw Incomplete($"Unknown type reference: {Inspection.Show(reference)}.");
        return _types.TryGetValue(name, out var type)
            ? type
            : throw Incomplete(
                $"Invalid or incomplete schema, unknown type: {name}. Ensure that a full introspection query is used in order to build a "
                + "client schema.");
    }
}
