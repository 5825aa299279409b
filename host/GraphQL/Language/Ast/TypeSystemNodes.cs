namespace CarePlatform.GraphQL;

/// <summary>A definition of the schema itself.</summary>
public sealed class SchemaDefinitionNode : DefinitionNode
{
    public StringValueNode? Description { get; init; }

    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.SchemaDefinition;
}

/// <summary>Which type is the root of an operation, such as <c>query: Query</c>.</summary>
public sealed class OperationTypeDefinitionNode : SyntaxNode
{
    public required OperationKind Operation { get; init; }

    public required NamedTypeNode Type { get; init; }

    public override SyntaxKind Kind => SyntaxKind.OperationTypeDefinition;
}

/// <summary>A definition of a directive.</summary>
public sealed class DirectiveDefinitionNode : DefinitionNode
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    public bool Repeatable { get; init; }

    /// <summary>The names of the locations in the order of the document.</summary>
    public IReadOnlyList<NameNode> Locations { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.DirectiveDefinition;
}

/// <summary>A definition of a named type.</summary>
public abstract class TypeDefinitionNode : DefinitionNode
{
    private protected TypeDefinitionNode()
    {
    }

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }
}

/// <summary>An addition to a named type.</summary>
public abstract class TypeExtensionNode : DefinitionNode
{
    private protected TypeExtensionNode()
    {
    }

    public required NameNode Name { get; init; }
}
