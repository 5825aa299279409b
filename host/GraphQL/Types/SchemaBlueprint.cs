namespace CarePlatform.GraphQL;

/// <summary>What a schema is made of.</summary>
public sealed class SchemaBlueprint
{
    /// <summary>The type that queries start from. Anything but an object type is reported by schema validation.</summary>
    public NamedType? Query { get; init; }

    public NamedType? Mutation { get; init; }

    public NamedType? Subscription { get; init; }

    /// <summary>Types that the roots do not lead to, such as the objects that implement an interface.</summary>
    public IReadOnlyList<NamedType> Types { get; init; } = [];

    /// <summary>All directives; the standard ones when nothing else is said.</summary>
    public IReadOnlyList<Directive> Directives { get; init; } = StandardDirectives.All;

    /// <summary>What the schema is for, in Markdown; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>The definition that the schema was read from; null for a schema that was made in code.</summary>
    public SchemaDefinitionNode? Syntax { get; init; }

    /// <summary>The extensions that the schema was read from, in the order of the documents.</summary>
    public IReadOnlyList<SchemaExtensionNode> ExtensionSyntax { get; init; } = [];
}
