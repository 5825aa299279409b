namespace CarePlatform.GraphQL;

/// <summary>A whole document: operations and fragments, or type definitions, or both.</summary>
public sealed class DocumentNode : SyntaxNode
{
    public IReadOnlyList<DefinitionNode> Definitions { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.Document;
}

/// <summary>A top-level part of a document.</summary>
public abstract class DefinitionNode : SyntaxNode, IDirectiveTarget
{
    private protected DefinitionNode()
    {
    }

    /// <summary>The directives in the order of the document.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>An operation or a fragment.</summary>
public abstract class ExecutableDefinitionNode : DefinitionNode
{
    private protected ExecutableDefinitionNode()
    {
    }

    /// <summary>The text in front of the definition that tells what it is for.</summary>
    public StringValueNode? Description { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>What an operation does.</summary>
public enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>A query, mutation or subscription.</summary>
public sealed class OperationDefinitionNode : ExecutableDefinitionNode
{
    public required OperationKind Operation { get; init; }

    /// <summary>The name; null for an anonymous operation.</summary>
    public NameNode? Name { get; init; }

    public IReadOnlyList<VariableDefinitionNode> VariableDefinitions { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;
}

/// <summary>A fragment that operations can spread.</summary>
public sealed class FragmentDefinitionNode : ExecutableDefinitionNode
{
    public required NameNode Name { get; init; }

    public required NamedTypeNode TypeCondition { get; init; }

    public override SyntaxKind Kind => SyntaxKind.FragmentDefinition;
}

/// <summary>A variable that an operation takes.</summary>
public sealed class VariableDefinitionNode : SyntaxNode, IDirectiveTarget
{
    public StringValueNode? Description { get; init; }

    public required VariableNode Variable { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;
}

/// <summary>What is selected between two braces.</summary>
public sealed class SelectionSetNode : SyntaxNode
{
    public IReadOnlyList<SelectionNode> Selections { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.SelectionSet;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionNode : SyntaxNode, IDirectiveTarget
{
    private protected SelectionNode()
    {
    }

    /// <summary>The directives in the order of the document.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A selected field.</summary>
public sealed class FieldNode : SelectionNode
{
    public NameNode? Alias { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The key of the field in the response: the alias, or else the name.</summary>
    public string ResponseKey => (Alias ?? Name).Value;

    public override SyntaxKind Kind => SyntaxKind.Field;
}

/// <summary>A place where the selections of a named fragment apply.</summary>
public sealed class FragmentSpreadNode : SelectionNode
{
    public required NameNode Name { get; init; }

    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;
}

/// <summary>Selections that apply to one type, or under directives.</summary>
public sealed class InlineFragmentNode : SelectionNode
{
    public NamedTypeNode? TypeCondition { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }

    public override SyntaxKind Kind => SyntaxKind.InlineFragment;
}
