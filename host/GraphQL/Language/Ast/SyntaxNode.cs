namespace CarePlatform.GraphQL;

/// <summary>A part of a parsed document. Nodes are immutable; a node made by hand has no <see cref="Source"/>.</summary>
public abstract class SyntaxNode
{
    private protected SyntaxNode()
    {
    }

    /// <summary>What this node is.</summary>
    public abstract SyntaxKind Kind { get; }

    /// <summary>Where the node starts in the source, counted in UTF-16 code units.</summary>
    public int Start { get; init; }

    /// <summary>The first position behind the node, counted in UTF-16 code units.</summary>
    public int End { get; init; }

    /// <summary>The text that the node was read from; null for a node that was not parsed.</summary>
    public Source? Source { get; init; }

    /// <summary>The node as GraphQL text.</summary>
    public override string ToString() => SyntaxPrinter.Print(this);
}

/// <summary>A node that can carry directives.</summary>
public interface IDirectiveTarget
{
    /// <summary>The directives in the order of the document.</summary>
    IReadOnlyList<DirectiveNode> Directives { get; }
}

/// <summary>A name as it stands in the document.</summary>
public sealed class NameNode : SyntaxNode
{
    /// <summary>Makes a name.</summary>
    public NameNode(string value) => Value = value;

    /// <summary>The text of the name.</summary>
    public string Value { get; }

    public override SyntaxKind Kind => SyntaxKind.Name;
}

/// <summary>A directive with its arguments, such as <c>@include(if: $full)</c>.</summary>
public sealed class DirectiveNode : SyntaxNode
{
    /// <summary>The name without the at sign.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The arguments in the order of the document.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.Directive;
}

/// <summary>A named argument of a field or a directive.</summary>
public sealed class ArgumentNode : SyntaxNode
{
    public required NameNode Name { get; init; }

    public required ValueNode Value { get; init; }

    public override SyntaxKind Kind => SyntaxKind.Argument;
}
