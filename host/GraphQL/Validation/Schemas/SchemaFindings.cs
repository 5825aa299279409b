namespace CarePlatform.GraphQL;

/// <summary>Collects what is wrong with a schema.</summary>
internal sealed class SchemaFindings
{
    private readonly List<GraphQLError> _errors = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public void Add(string message, params IReadOnlyList<SyntaxNode?> nodes) => _errors.Add(new GraphQLError(message, nodes));

    /// <summary>A name must be one of GraphQL and not look like one of introspection.</summary>
    public void CheckName(string name, SyntaxNode? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
        }
        else if (name.Length == 0)
        {
            Add("Expected name to be a non-empty string.", node);
        }
        else if (name.Any(character => character != '_' && !char.IsAsciiLetterOrDigit(character)))
        {
            Add($"Names must only contain [_a-zA-Z0-9] but \"{name}\" does not.", node);
        }
        else if (char.IsAsciiDigit(name[0]))
        {
            Add($"Names must start with [_a-zA-Z] but \"{name}\" does not.", node);
        }
    }

    /// <summary>An input must have an input type and a default of this type, and may be deprecated only when it can be left out.</summary>
    public void CheckInput(InputValue input, string coordinate, string required)
    {
        if (!input.Type.IsInput)
        {
            // An argument of a directive is named as a whole, others by their type.
            SyntaxNode? node = coordinate.StartsWith('@') ? input.Syntax : input.Syntax?.Type;
            Add($"The type of {coordinate} must be Input Type but got: {input.Type}.", node);
        }

        CheckDefault(input, coordinate);
        if (input.IsRequired && input.DeprecationReason is not null)
        {
            Add(
                $"Required {required} {coordinate} cannot be deprecated.",
                AppliedDirectives.Find(input.Syntax, StandardDirectives.Deprecated),
                input.Syntax?.Type);
        }
    }

    private void CheckDefault(InputValue input, string coordinate)
    {
        if (input.Type.IsInput
            && input.Default?.Literal is { } literal
            && !LiteralFit.Fits(literal, input.Type))
        {
            Add($"The default value of {coordinate} must be of the type {input.Type}, but is {literal}.", input.Syntax?.DefaultValue);
        }
    }

    /// <summary>The definition and the extensions of a type.</summary>
    public static IReadOnlyList<SyntaxNode?> SyntaxOf(NamedType type) => [type.Syntax, .. type.ExtensionSyntax];
}
