namespace CarePlatform.GraphQL;

/// <summary>Copies of the immutable parts of a schema with some of their own parts replaced.</summary>
internal static class TypeCopies
{
    public static ObjectType With(
        this ObjectType type, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<NamedType>> interfaces, params IReadOnlyList<TypeExtensionNode> added) =>
        new(type.Name, fields, interfaces)
        {
            Description = type.Description,
            Annotations = type.Annotations,
            ClrType = type.ClrType,
            IsTypeOf = type.IsTypeOf,
            Syntax = type.Syntax,
            ExtensionSyntax = [.. type.ExtensionSyntax, .. added],
        };

    public static InterfaceType With(
        this InterfaceType type, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<NamedType>> interfaces, params IReadOnlyList<TypeExtensionNode> added) =>
        new(type.Name, fields, interfaces)
        {
            Description = type.Description,
            Annotations = type.Annotations,
            ResolveType = type.ResolveType,
            Syntax = type.Syntax,
            ExtensionSyntax = [.. type.ExtensionSyntax, .. added],
        };

    public static UnionType With(this UnionType type, Func<IReadOnlyList<NamedType>> members, params IReadOnlyList<TypeExtensionNode> added) =>
        new(type.Name, members)
        {
            Description = type.Description,
            Annotations = type.Annotations,
            ResolveType = type.ResolveType,
            Syntax = type.Syntax,
            ExtensionSyntax = [.. type.ExtensionSyntax, .. added],
        };

    public static EnumType With(this EnumType type, IReadOnlyList<EnumValue> values, params IReadOnlyList<TypeExtensionNode> added) =>
        new(type.Name, values)
        {
            Description = type.Description,
            Annotations = type.Annotations,
            Syntax = type.Syntax,
            ExtensionSyntax = [.. type.ExtensionSyntax, .. added],
        };

    public static InputObjectType With(this InputObjectType type, Func<IReadOnlyList<InputValue>> fields, params IReadOnlyList<TypeExtensionNode> added) =>
        new(type.Name, fields)
        {
            Description = type.Description,
            Annotations = type.Annotations,
            IsOneOf = type.IsOneOf || added.Any(AppliedDirectives.IsOneOf),
            Create = type.Create,
            Syntax = type.Syntax,
            ExtensionSyntax = [.. type.ExtensionSyntax, .. added],
        };

    public static ScalarType With(this ScalarType type, string? specifiedBy, params IReadOnlyList<TypeExtensionNode> added) =>
        new ExtendedScalar(type)
        {
            Description = type.Description,
            Annotations = type.Annotations,
            SpecifiedBy = specifiedBy,
            Syntax = type.Syntax,
            ExtensionSyntax = [.. type.ExtensionSyntax, .. added],
        };

    public static Field With(this Field field, GraphType type, IReadOnlyList<InputValue> arguments) =>
        new(field.Name, type, arguments)
        {
            Description = field.Description,
            DeprecationReason = field.DeprecationReason,
            Resolver = field.Resolver,
            Events = field.Events,
            Annotations = field.Annotations,
            Syntax = field.Syntax,
        };

    public static InputValue With(this InputValue input, GraphType type) =>
        new(input.Name, type)
        {
            Description = input.Description,
            Default = input.Default,
            DeprecationReason = input.DeprecationReason,
            Syntax = input.Syntax,
        };

    public static Directive With(
        this Directive directive, IReadOnlyList<InputValue> arguments, IReadOnlyList<DirectiveLocation>? locations = null) =>
        new(directive.Name, locations ?? directive.Locations, arguments)
        {
            Description = directive.Description,
            IsRepeatable = directive.IsRepeatable,
            Syntax = directive.Syntax,
        };
}
