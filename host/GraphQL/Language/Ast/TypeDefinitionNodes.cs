namespace CarePlatform.GraphQL;

/// <summary>Fields and interfaces, as objects and interfaces and their extensions have them.</summary>
public interface IFieldedSyntax
{
    IReadOnlyList<NamedTypeNode> Interfaces { get; }

    IReadOnlyList<FieldDefinitionNode> Fields { get; }
}

/// <summary>Member types, as unions and their extensions have them.</summary>
public interface IUnionSyntax
{
    IReadOnlyList<NamedTypeNode> Types { get; }
}

/// <summary>Values, as enums and their extensions have them.</summary>
public interface IEnumSyntax
{
    IReadOnlyList<EnumValueDefinitionNode> Values { get; }
}

/// <summary>Input fields, as input objects and their extensions have them.</summary>
public interface IInputObjectSyntax
{
    IReadOnlyList<InputValueDefinitionNode> Fields { get; }
}

/// <summary>A definition of a scalar.</summary>
public sealed class ScalarTypeDefinitionNode : TypeDefinitionNode
{
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeDefinition;
}

/// <summary>A definition of an object type.</summary>
public sealed class ObjectTypeDefinitionNode : TypeDefinitionNode, IFieldedSyntax
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.ObjectTypeDefinition;
}

/// <summary>A definition of an interface.</summary>
public sealed class InterfaceTypeDefinitionNode : TypeDefinitionNode, IFieldedSyntax
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.InterfaceTypeDefinition;
}

/// <summary>A definition of a union.</summary>
public sealed class UnionTypeDefinitionNode : TypeDefinitionNode, IUnionSyntax
{
    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.UnionTypeDefinition;
}

/// <summary>A definition of an enum.</summary>
public sealed class EnumTypeDefinitionNode : TypeDefinitionNode, IEnumSyntax
{
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.EnumTypeDefinition;
}

/// <summary>A definition of an input object.</summary>
public sealed class InputObjectTypeDefinitionNode : TypeDefinitionNode, IInputObjectSyntax
{
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeDefinition;
}

/// <summary>A field of an object type or an interface.</summary>
public sealed class FieldDefinitionNode : SyntaxNode, IDirectiveTarget
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    public required TypeNode Type { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.FieldDefinition;
}

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputValueDefinitionNode : SyntaxNode, IDirectiveTarget
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.InputValueDefinition;
}

/// <summary>A value of an enum.</summary>
public sealed class EnumValueDefinitionNode : SyntaxNode, IDirectiveTarget
{
    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.EnumValueDefinition;
}
