namespace CarePlatform.GraphQL;

/// <summary>A literal value or a variable.</summary>
public abstract class ValueNode : SyntaxNode
{
    private protected ValueNode()
    {
    }
}

/// <summary>A use of a variable.</summary>
public sealed class VariableNode : ValueNode
{
    /// <summary>The name without the dollar sign.</summary>
    public required NameNode Name { get; init; }

    public override SyntaxKind Kind => SyntaxKind.Variable;
}

/// <summary>An integer literal, kept as it was written.</summary>
public sealed class IntValueNode : ValueNode
{
    public required string Value { get; init; }

    public override SyntaxKind Kind => SyntaxKind.IntValue;
}

/// <summary>A floating-point literal, kept as it was written.</summary>
public sealed class FloatValueNode : ValueNode
{
    public required string Value { get; init; }

    public override SyntaxKind Kind => SyntaxKind.FloatValue;
}

/// <summary>A string literal, with its escapes resolved.</summary>
public sealed class StringValueNode : ValueNode
{
    public required string Value { get; init; }

    /// <summary>Whether it is written between three quotes.</summary>
    public bool Block { get; init; }

    public override SyntaxKind Kind => SyntaxKind.StringValue;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanValueNode : ValueNode
{
    public required bool Value { get; init; }

    public override SyntaxKind Kind => SyntaxKind.BooleanValue;
}

/// <summary><c>null</c>.</summary>
public sealed class NullValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.NullValue;
}

/// <summary>The name of an enum value.</summary>
public sealed class EnumValueNode : ValueNode
{
    public required string Value { get; init; }

    public override SyntaxKind Kind => SyntaxKind.EnumValue;
}

/// <summary>A list literal.</summary>
public sealed class ListValueNode : ValueNode
{
    public IReadOnlyList<ValueNode> Values { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.ListValue;
}

/// <summary>An input object literal.</summary>
public sealed class ObjectValueNode : ValueNode
{
    public IReadOnlyList<ObjectFieldNode> Fields { get; init; } = [];

    public override SyntaxKind Kind => SyntaxKind.ObjectValue;
}

/// <summary>A named value in an input object literal.</summary>
public sealed class ObjectFieldNode : SyntaxNode
{
    public required NameNode Name { get; init; }

    public required ValueNode Value { get; init; }

    public override SyntaxKind Kind => SyntaxKind.ObjectField;
}
