namespace CarePlatform.GraphQL;

/// <summary>
/// The directives with which clients ask for parts of a response later. A schema that has them delivers incrementally; they are
/// not among the standard ones, so that a schema is without them until it is given them.
/// </summary>
public static class IncrementalDirectives
{
    /// <summary>Delivers a fragment after the rest of the response.</summary>
    public static Directive Defer { get; } = new(
        "defer",
        [DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        If("Deferred when true or undefined."),
        Label())
    {
        Description = "Directs the executor to defer this fragment when the `if` argument is true or undefined.",
    };

    /// <summary>Delivers the items of a list as they come.</summary>
    public static Directive Stream { get; } = new(
        "stream",
        [DirectiveLocation.Field],
        If("Stream when true or undefined."),
        Label(),
        new InputValue("initialCount", Scalars.Int.NonNull)
        {
            Description = "Number of items to return immediately",
            Default = DefaultValue.Of(0),
        })
    {
        Description = "Directs the executor to stream plural fields when the `if` argument is true or undefined.",
    };

    /// <summary>The standard directives and these, for <see cref="SchemaBlueprint.Directives"/>.</summary>
    public static IReadOnlyList<Directive> WithStandard { get; } = [.. StandardDirectives.All, Defer, Stream];

    /// <summary>Whether documents for a schema may ask for incremental delivery.</summary>
    internal static bool AreIn(Schema schema) => schema.FindDirective("defer") is not null || schema.FindDirective("stream") is not null;

    /// <summary>The directive of this name at a place of a document, or null.</summary>
    internal static DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value == name)
            {
                return directive;
            }
        }

        return null;
    }

    /// <summary>The value that a directive is given for an argument, or null.</summary>
    internal static ValueNode? ArgumentOf(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;

    private static InputValue If(string description) => new("if", Scalars.Boolean.NonNull)
    {
        Description = description,
        Default = DefaultValue.Of(true),
    };

    private static InputValue Label() => new("label", Scalars.String) { Description = "Unique name" };
}
