namespace CarePlatform.GraphQL;

/// <summary>The fields that every schema has without defining them.</summary>
public static class MetaFields
{
    /// <summary><c>__schema</c> of the query type.</summary>
    public static Field Schema { get; } = new("__schema", IntrospectionTypes.Schema.NonNull)
    {
        Description = "Access the current type schema of this server.",
        Resolver = Resolver.Of<object, Schema>((_, _, request) => request.Schema),
    };

    /// <summary><c>__type(name:)</c> of the query type.</summary>
    public static Field Type { get; } = new("__type", IntrospectionTypes.Type, new InputValue("name", Scalars.String.NonNull))
    {
        Description = "Request the type information of a single type.",
        Resolver = Resolver.Of<object, NamedType?>((_, arguments, request) => request.Schema.FindType((string)arguments[0]!)),
    };

    /// <summary><c>__typename</c> of every type with selections.</summary>
    public static Field TypeName { get; } = new("__typename", Scalars.String.NonNull)
    {
        Description = "The name of the current Object type at runtime.",
    };

    internal static bool Contains(FieldPlan field) =>
        ReferenceEquals(field.Definition, Schema) || ReferenceEquals(field.Definition, Type) || ReferenceEquals(field.Definition, TypeName);

    internal static Field? Find(string name) => name == Schema.Name ? Schema : name == Type.Name ? Type : null;
}
