namespace CarePlatform.GraphQL;

/// <summary>A reference to a type.</summary>
public abstract class TypeNode : SyntaxNode
{
    private protected TypeNode()
    {
    }

    /// <summary>The name of the type inside all lists and non-null marks.</summary>
    public NamedTypeNode InnermostType
    {
        get
        {
            var type = this;
            while (true)
            {
                switch (type)
                {
                    case ListTypeNode list:
                        type = list.Type;
                        break;
                    case NonNullTypeNode nonNull:
                        type = nonNull.Type;
                        break;
                    default:
                        return (NamedTypeNode)type;
                }
            }
        }
    }
}

/// <summary>A type by its name.</summary>
public sealed class NamedTypeNode : TypeNode
{
    public required NameNode Name { get; init; }

    public override SyntaxKind Kind => SyntaxKind.NamedType;
}

/// <summary>A list of a type.</summary>
public sealed class ListTypeNode : TypeNode
{
    public required TypeNode Type { get; init; }

    public override SyntaxKind Kind => SyntaxKind.ListType;
}

/// <summary>A type that is never null.</summary>
public sealed class NonNullTypeNode : TypeNode
{
    /// <summary>A named type or a list, never another non-null type.</summary>
    public required TypeNode Type { get; init; }

    public override SyntaxKind Kind => SyntaxKind.NonNullType;
}
