namespace CarePlatform.GraphQL;

/// <summary>What the standard directives say about a part of a schema.</summary>
internal static class AppliedDirectives
{
    /// <summary>Why the part should no longer be used; null when it may be.</summary>
    public static string? DeprecationReason(IDirectiveTarget node) =>
        Find(node, StandardDirectives.Deprecated) is { } directive
            ? TextOf(directive, "reason", StandardDirectives.DefaultDeprecationReason)
            : null;

    /// <summary>Where a scalar is specified; null when that is not said.</summary>
    public static string? SpecifiedBy(IDirectiveTarget node) =>
        Find(node, StandardDirectives.SpecifiedBy) is { } directive ? TextOf(directive, "url", null) : null;

    /// <summary>Whether an input object asks for exactly one field.</summary>
    public static bool IsOneOf(IDirectiveTarget node) => Find(node, StandardDirectives.OneOf) is not null;

    /// <summary>The first use of the directive; null when it is not used.</summary>
    public static DirectiveNode? Find(IDirectiveTarget? node, Directive directive) =>
        node?.Directives.FirstOrDefault(used => used.Name.Value == directive.Name);

    private static string? TextOf(DirectiveNode directive, string name, string? otherwise) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value switch
        {
            null => otherwise,
            StringValueNode text => text.Value,
            NullValueNode => null,
            var value => throw new GraphQLSchemaException($"Argument \"{name}\" has invalid value {value}.", value),
        };
}
