namespace CarePlatform.GraphQL;

/// <summary>An addition to the schema definition.</summary>
public sealed class SchemaExtensionNode : DefinitionNode
{
    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.SchemaExtension;
}

/// <summary>Directives added to a scalar.</summary>
public sealed class ScalarTypeExtensionNode : TypeExtensionNode
{
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeExtension;
}

/// <summary>An addition to an object type.</summary>
public sealed class ObjectTypeExtensionNode : TypeExtensionNode, IFieldedSyntax
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.ObjectTypeExtension;
}

/// <summary>An addition to an interface.</summary>
public sealed class InterfaceTypeExtensionNode : TypeExtensionNode, IFieldedSyntax
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.InterfaceTypeExtension;
}

/// <summary>An addition to a union.</summary>
public sealed class UnionTypeExtensionNode : TypeExtensionNode, IUnionSyntax
{
    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.UnionTypeExtension;
}

/// <summary>An addition to an enum.</summary>
public sealed class EnumTypeExtensionNode : TypeExtensionNode, IEnumSyntax
{
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.EnumTypeExtension;
}

/// <summary>An addition to an input object.</summary>
public sealed class InputObjectTypeExtensionNode : TypeExtensionNode, IInputObjectSyntax
{
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeExtension;
}
