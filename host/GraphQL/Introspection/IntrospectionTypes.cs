namespace CarePlatform.GraphQL;

/// <summary>The types that describe a schema to its clients.</summary>
public static class IntrospectionTypes
{
    private static readonly InputValue IncludeDeprecated = new("includeDeprecated", Scalars.Boolean) { Default = DefaultValue.Of(false) };

    public static EnumType TypeKind { get; } = IntrospectionEnums.TypeKind;

    public static EnumType DirectiveLocation { get; } = IntrospectionEnums.DirectiveLocation;

    public static ObjectType EnumValue { get; } = new("__EnumValue", () =>
    [
        Of<EnumValue, string>("name", Scalars.String.NonNull, value => value.Name),
        Of<EnumValue, string?>("description", Scalars.String, value => value.Description),
        Of<EnumValue, bool>("isDeprecated", Scalars.Boolean.NonNull, value => value.DeprecationReason is not null),
        Of<EnumValue, string?>("deprecationReason", Scalars.String, value => value.DeprecationReason),
    ])
    {
        Description =
            "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. "
            + "However an Enum value is returned in a JSON response as a string.",
    };

    public static ObjectType Type { get; } = new("__Type", () =>
    [
        Of<GraphType, TypeKind>("kind", TypeKind.NonNull, KindOf),
        Of<GraphType, string?>("name", Scalars.String, type => (type as NamedType)?.Name),
        Of<GraphType, string?>("description", Scalars.String, type => (type as NamedType)?.Description),
        Of<GraphType, string?>("specifiedByURL", Scalars.String, type => (type as ScalarType)?.SpecifiedBy),
        Listed<GraphType, Field>("fields", Field!.NonNull.List, type => (type as FieldedType)?.Fields, field => field.DeprecationReason),
        Of<GraphType, IReadOnlyList<NamedType>?>("interfaces", Type!.NonNull.List, type => (type as FieldedType)?.Interfaces),
        new Field("possibleTypes", Type!.NonNull.List)
        {
            Resolver = Resolver.Of<GraphType, IReadOnlyList<ObjectType>?>(
                (type, _, request) => type is IAbstractType several ? request.Schema.PossibleTypes(several) : null),
        },
        Listed<GraphType, EnumValue>(
            "enumValues", EnumValue.NonNull.List, type => (type as EnumType)?.Values, value => value.DeprecationReason),
        Listed<GraphType, InputValue>(
            "inputFields", InputValue!.NonNull.List, type => (type as InputObjectType)?.Fields, field => field.DeprecationReason),
        Of<GraphType, GraphType?>("ofType", Type!, type => type is ListType list ? list.Of : (type as NonNullType)?.Of),
        Of<GraphType, bool?>("isOneOf", Scalars.Boolean, type => (type as InputObjectType)?.IsOneOf),
    ])
    {
        Description =
            "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the "
            + "`__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types "
            + "provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. "
            + "Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types "
            + "possible at runtime. List and NonNull types compose other types.",
    };

    public static ObjectType InputValue { get; } = new("__InputValue", () =>
    [
        Of<InputValue, string>("name", Scalars.String.NonNull, input => input.Name),
        Of<InputValue, string?>("description", Scalars.String, input => input.Description),
        Of<InputValue, GraphType>("type", Type.NonNull, input => input.Type),
        new Field("defaultValue", Scalars.String)
        {
            Description = "A GraphQL-formatted string representing the default value for this input value.",
            Resolver = Resolver.Of<InputValue, string?>(
                input => input.Default is { } byDefault ? SyntaxPrinter.Print(byDefault.LiteralFor(input.Type)) : null),
        },
        Of<InputValue, bool>("isDeprecated", Scalars.Boolean.NonNull, input => input.DeprecationReason is not null),
        Of<InputValue, string?>("deprecationReason", Scalars.String, input => input.DeprecationReason),
    ])
    {
        Description =
            "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values "
            + "which describe their type and optionally a default value.",
    };

    public static ObjectType Field { get; } = new("__Field", () =>
    [
        Of<Field, string>("name", Scalars.String.NonNull, field => field.Name),
        Of<Field, string?>("description", Scalars.String, field => field.Description),
        Listed<Field, InputValue>(
            "args", InputValue.NonNull.List.NonNull, field => field.Arguments, argument => argument.DeprecationReason),
        Of<Field, GraphType>("type", Type.NonNull, field => field.Type),
        Of<Field, bool>("isDeprecated", Scalars.Boolean.NonNull, field => field.DeprecationReason is not null),
        Of<Field, string?>("deprecationReason", Scalars.String, field => field.DeprecationReason),
    ])
    {
        Description =
            "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, "
            + "and a return type.",
    };

    public static ObjectType Directive { get; } = new("__Directive", () =>
    [
        Of<Directive, string>("name", Scalars.String.NonNull, directive => directive.Name),
        Of<Directive, string?>("description", Scalars.String, directive => directive.Description),
        Of<Directive, bool>("isRepeatable", Scalars.Boolean.NonNull, directive => directive.IsRepeatable),
        Of<Directive, IReadOnlyList<DirectiveLocation>>(
            "locations", DirectiveLocation.NonNull.List.NonNull, directive => directive.Locations),
        Listed<Directive, InputValue>(
            "args", InputValue.NonNull.List.NonNull, directive => directive.Arguments, argument => argument.DeprecationReason),
    ])
    {
        Description =
            "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\n"
            + "In some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, "
            + "such as conditionally including or skipping a field. Directives provide this by describing additional information to the "
            + "executor.",
    };

    public static ObjectType Schema { get; } = new("__Schema", () =>
    [
        Of<Schema, string?>("description", Scalars.String, schema => schema.Description),
        Of<Schema, IReadOnlyList<NamedType>>(
            "types", Type.NonNull.List.NonNull, schema => schema.Types, "A list of all types supported by this server."),
        Of<Schema, NamedType?>("queryType", Type.NonNull, schema => schema.Query, "The type that query operations will be rooted at."),
        Of<Schema, NamedType?>(
            "mutationType", Type, schema => schema.Mutation,
            "If this server supports mutation, the type that mutation operations will be rooted at."),
        Of<Schema, NamedType?>(
            "subscriptionType", Type, schema => schema.Subscription,
            "If this server support subscription, the type that subscription operations will be rooted at."),
        Of<Schema, IReadOnlyList<Directive>>(
            "directives", Directive.NonNull.List.NonNull, schema => schema.Directives, "A list of all directives supported by this server."),
    ])
    {
        Description =
            "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, "
            + "as well as the entry points for query, mutation, and subscription operations.",
    };

    /// <summary>All of them, in the order in which they depend on each other.</summary>
    public static IReadOnlyList<NamedType> All { get; } =
        [Schema, Directive, DirectiveLocation, Type, Field, InputValue, EnumValue, TypeKind];

    /// <summary>Whether introspection defines a type of this name.</summary>
    public static bool Contains(string name) => All.Any(type => type.Name == name);

    private static TypeKind KindOf(GraphType type) => type switch
    {
        ScalarType => GraphQL.TypeKind.Scalar,
        ObjectType => GraphQL.TypeKind.Object,
        InterfaceType => GraphQL.TypeKind.Interface,
        UnionType => GraphQL.TypeKind.Union,
        EnumType => GraphQL.TypeKind.Enum,
        InputObjectType => GraphQL.TypeKind.InputObject,
        ListType => GraphQL.TypeKind.List,
        _ => GraphQL.TypeKind.NonNull,
    };

    private static Field Of<TParent, TValue>(string name, GraphType type, Func<TParent, TValue> read, string? description = null) =>
        new(name, type) { Description = description, Resolver = Resolver.Of(read) };

    private static Field Listed<TParent, TItem>(
        string name, GraphType type, Func<TParent, IReadOnlyList<TItem>?> read, Func<TItem, string?> deprecation) =>
        new(name, type, IncludeDeprecated)
        {
            Resolver = Resolver.Of<TParent, IReadOnlyList<TItem>?>((parent, arguments) =>
                read(parent) is { } items && arguments[0] is not true && items.Any(item => deprecation(item) is not null)
                    ? [.. items.Where(item => deprecation(item) is null)]
                    : read(parent)),
        };
}
