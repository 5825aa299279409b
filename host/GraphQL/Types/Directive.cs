namespace CarePlatform.GraphQL;

/// <summary>A directive that documents may use.</summary>
public sealed class Directive
{
    private readonly FieldSet<InputValue> _arguments;

    /// <summary>A directive for these places.</summary>
    public Directive(string name, IReadOnlyList<DirectiveLocation> locations, params IReadOnlyList<InputValue> arguments)
    {
        Name = name;
        Locations = locations;
        _arguments = new FieldSet<InputValue>(arguments, argument => argument.Name);
    }

    /// <summary>The name without the at sign.</summary>
    public string Name { get; }

    /// <summary>What the directive does, in Markdown; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>Where the directive may stand.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; }

    /// <summary>Whether it may stand more than once in one place.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The arguments in the order of their definition.</summary>
    public IReadOnlyList<InputValue> Arguments => _arguments.InOrder;

    /// <summary>The definition that the directive was read from; null for a directive that was made in code.</summary>
    public DirectiveDefinitionNode? Syntax { get; init; }

    /// <summary>The argument of this name, or null.</summary>
    public InputValue? FindArgument(string name) => _arguments.Find(name);

    /// <summary>The name with the at sign.</summary>
    public override string ToString() => $"@{Name}";
}

/// <summary>The places where a directive may stand.</summary>
public enum DirectiveLocation
{
    Query,
    Mutation,
    Subscription,
    Field,
    FragmentDefinition,
    FragmentSpread,
    InlineFragment,
    VariableDefinition,
    Schema,
    Scalar,
    Object,
    FieldDefinition,
    ArgumentDefinition,
    Interface,
    Union,
    Enum,
    EnumValue,
    InputObject,
    InputFieldDefinition,
}

/// <summary>The names of directive locations in GraphQL.</summary>
public static class DirectiveLocationNames
{
    private static readonly string[] Names =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    /// <summary>The name in GraphQL, such as <c>FRAGMENT_SPREAD</c>.</summary>
    public static string ToGraphQL(this DirectiveLocation location) => Names[(int)location];

    /// <summary>Finds the location of a GraphQL name.</summary>
    public static bool TryParse(string name, out DirectiveLocation location)
    {
        var index = Array.IndexOf(Names, name);
        location = (DirectiveLocation)Math.Max(index, 0);
        return index >= 0;
    }
}
