namespace CarePlatform.GraphQL;

/// <summary>A schema coordinate: the unambiguous address of a part of a schema.</summary>
public abstract class SchemaCoordinateNode : SyntaxNode
{
    private protected SchemaCoordinateNode()
    {
    }

    /// <summary>The type or the directive that is addressed or holds what is addressed.</summary>
    public required NameNode Name { get; init; }
}

/// <summary><c>Type</c></summary>
public sealed class TypeCoordinateNode : SchemaCoordinateNode
{
    public override SyntaxKind Kind => SyntaxKind.TypeCoordinate;
}

/// <summary><c>Type.member</c>: a field, an input field or an enum value.</summary>
public sealed class MemberCoordinateNode : SchemaCoordinateNode
{
    public required NameNode MemberName { get; init; }

    public override SyntaxKind Kind => SyntaxKind.MemberCoordinate;
}

/// <summary><c>Type.field(argument:)</c></summary>
public sealed class ArgumentCoordinateNode : SchemaCoordinateNode
{
    public required NameNode FieldName { get; init; }

    public required NameNode ArgumentName { get; init; }

    public override SyntaxKind Kind => SyntaxKind.ArgumentCoordinate;
}

/// <summary><c>@directive</c></summary>
public sealed class DirectiveCoordinateNode : SchemaCoordinateNode
{
    public override SyntaxKind Kind => SyntaxKind.DirectiveCoordinate;
}

/// <summary><c>@directive(argument:)</c></summary>
public sealed class DirectiveArgumentCoordinateNode : SchemaCoordinateNode
{
    public required NameNode ArgumentName { get; init; }

    public override SyntaxKind Kind => SyntaxKind.DirectiveArgumentCoordinate;
}
