namespace CarePlatform.GraphQL;

/// <summary>The directives of the specification, which every schema has.</summary>
public static class StandardDirectives
{
    /// <summary>The reason where <c>@deprecated</c> gives none.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    /// <summary>Includes a part of the document only when its argument is true.</summary>
    public static Directive Include { get; } = new(
        "include",
        [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        new InputValue("if", Scalars.Boolean.NonNull) { Description = "Included when true." })
    {
        Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
    };

    /// <summary>Leaves a part of the document out when its argument is true.</summary>
    public static Directive Skip { get; } = new(
        "skip",
        [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        new InputValue("if", Scalars.Boolean.NonNull) { Description = "Skipped when true." })
    {
        Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
    };

    /// <summary>Marks a part of the schema that should no longer be used.</summary>
    public static Directive Deprecated { get; } = new(
        "deprecated",
        [
            DirectiveLocation.FieldDefinition, DirectiveLocation.ArgumentDefinition,
            DirectiveLocation.InputFieldDefinition, DirectiveLocation.EnumValue,
        ],
        new InputValue("reason", Scalars.String)
        {
            Description =
                "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. "
                + "Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
            Default = DefaultValue.Of(DefaultDeprecationReason),
        })
    {
        Description = "Marks an element of a GraphQL schema as no longer supported.",
    };

    /// <summary>Names the specification of a scalar.</summary>
    public static Directive SpecifiedBy { get; } = new(
        "specifiedBy",
        [DirectiveLocation.Scalar],
        new InputValue("url", Scalars.String.NonNull) { Description = "The URL that specifies the behavior of this scalar." })
    {
        Description = "Exposes a URL that specifies the behavior of this scalar.",
    };

    /// <summary>Asks for exactly one field of an input object.</summary>
    public static Directive OneOf { get; } = new("oneOf", [DirectiveLocation.InputObject])
    {
        Description =
            "Indicates exactly one field must be supplied and this field must not be `null`.",
    };

    /// <summary>All of them in the order in which introspection shows them.</summary>
    public static IReadOnlyList<Directive> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];

    /// <summary>Whether the specification defines a directive of this name.</summary>
    public static bool Contains(string name) => All.Any(directive => directive.Name == name);
}
