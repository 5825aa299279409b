namespace CarePlatform.GraphQL;

/// <summary>A type of a schema: a named type, or a list or non-null type around another.</summary>
public abstract class GraphType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    private protected GraphType()
    {
    }

    /// <summary>A list of this type.</summary>
    public ListType List => _list ??= new ListType(this);

    /// <summary>This type without null; the type itself when it has none already.</summary>
    public NonNullType NonNull => this as NonNullType ?? (_nonNull ??= new NonNullType(this));

    /// <summary>This type with null: the type inside a non-null type, else the type itself.</summary>
    public GraphType Nullable => this is NonNullType nonNull ? nonNull.Of : this;

    /// <summary>The named type inside all lists and non-null types.</summary>
    public NamedType Innermost
    {
        get
        {
            var type = this;
            while (type is not NamedType)
            {
                type = type is ListType list ? list.Of : ((NonNullType)type).Of;
            }

            return (NamedType)type;
        }
    }

    /// <summary>Whether arguments, input fields and variables can have this type.</summary>
    public bool IsInput => Innermost is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields can have this type.</summary>
    public bool IsOutput => Innermost is not InputObjectType;
}

/// <summary>A list of another type.</summary>
public sealed class ListType : GraphType
{
    internal ListType(GraphType of) => Of = of;

    /// <summary>The type of the items.</summary>
    public GraphType Of { get; }

    /// <summary>The type as GraphQL text.</summary>
    public override string ToString() => $"[{Of}]";
}

/// <summary>A type whose values are never null.</summary>
public sealed class NonNullType : GraphType
{
    internal NonNullType(GraphType of) => Of = of;

    /// <summary>The type with null; never another non-null type.</summary>
    public GraphType Of { get; }

    /// <summary>The type as GraphQL text.</summary>
    public override string ToString() => $"{Of}!";
}
