namespace CarePlatform.GraphQL;

/// <summary>What a type is.</summary>
public enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}

/// <summary>The enums of introspection.</summary>
internal static class IntrospectionEnums
{
    public static EnumType TypeKind { get; } = new(
        "__TypeKind",
        Of("SCALAR", GraphQL.TypeKind.Scalar, "Indicates this type is a scalar."),
        Of("OBJECT", GraphQL.TypeKind.Object, "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
        Of(
            "INTERFACE", GraphQL.TypeKind.Interface,
            "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."),
        Of("UNION", GraphQL.TypeKind.Union, "Indicates this type is a union. `possibleTypes` is a valid field."),
        Of("ENUM", GraphQL.TypeKind.Enum, "Indicates this type is an enum. `enumValues` is a valid field."),
        Of("INPUT_OBJECT", GraphQL.TypeKind.InputObject, "Indicates this type is an input object. `inputFields` is a valid field."),
        Of("LIST", GraphQL.TypeKind.List, "Indicates this type is a list. `ofType` is a valid field."),
        Of("NON_NULL", GraphQL.TypeKind.NonNull, "Indicates this type is a non-null. `ofType` is a valid field."))
    {
        Description = "An enum describing what kind of type a given `__Type` is.",
    };

    public static EnumType DirectiveLocation { get; } = new("__DirectiveLocation", [.. Enum.GetValues<DirectiveLocation>().Select(Of)])
    {
        Description =
            "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
    };

    private static EnumValue Of(string name, object value, string description) => new(name, value) { Description = description };

    private static EnumValue Of(DirectiveLocation location) =>
        Of(location.ToGraphQL(), location, $"Location adjacent to {WordsFor(location)}.");

    private static string WordsFor(DirectiveLocation location) => location switch
    {
        GraphQL.DirectiveLocation.Query => "a query operation",
        GraphQL.DirectiveLocation.Mutation => "a mutation operation",
        GraphQL.DirectiveLocation.Subscription => "a subscription operation",
        GraphQL.DirectiveLocation.Field => "a field",
        GraphQL.DirectiveLocation.FragmentDefinition => "a fragment definition",
        GraphQL.DirectiveLocation.FragmentSpread => "a fragment spread",
        GraphQL.DirectiveLocation.InlineFragment => "an inline fragment",
        GraphQL.DirectiveLocation.VariableDefinition => "a variable definition",
        GraphQL.DirectiveLocation.Schema => "a schema definition",
        GraphQL.DirectiveLocation.Scalar => "a scalar definition",
        GraphQL.DirectiveLocation.Object => "an object type definition",
        GraphQL.DirectiveLocation.FieldDefinition => "a field definition",
        GraphQL.DirectiveLocation.ArgumentDefinition => "an argument definition",
        GraphQL.DirectiveLocation.Interface => "an interface definition",
        GraphQL.DirectiveLocation.Union => "a union definition",
        GraphQL.DirectiveLocation.Enum => "an enum definition",
        GraphQL.DirectiveLocation.EnumValue => "an enum value definition",
        GraphQL.DirectiveLocation.InputObject => "an input object type definition",
        _ => "an input object field definition",
    };
}
