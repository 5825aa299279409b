namespace CarePlatform.GraphQL;

/// <summary>A type with a name of its own. Two types are the same only when they are the same object.</summary>
public abstract class NamedType : GraphType
{
    private protected NamedType(string name) => Name = name;

    public string Name { get; }

    /// <summary>What the type is for, in Markdown; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>What a host attaches to the type for its own use, such as what its objects cost.</summary>
    public IReadOnlyList<object> Annotations { get; init; } = [];

    /// <summary>The definition that the type was read from; null for a type that was made in code.</summary>
    public TypeDefinitionNode? Syntax { get; init; }

    /// <summary>The extensions that the type was read from, in the order of the documents.</summary>
    public IReadOnlyList<TypeExtensionNode> ExtensionSyntax { get; init; } = [];

    /// <summary>The first annotation of this class, or null.</summary>
    public T? Annotation<T>()
        where T : class => Annotations.OfType<T>().FirstOrDefault();

    /// <summary>The name of the type.</summary>
    public sealed override string ToString() => Name;
}

/// <summary>A type that has selections: an object, an interface or a union.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(string name)
        : base(name)
    {
    }
}

/// <summary>A type that may turn out to be one of several object types: an interface or a union.</summary>
public interface IAbstractType
{
    string Name { get; }

    /// <summary>
    /// Tells the name of the object type of a value. Null where each possible type knows its own values by
    /// <see cref="ObjectType.ClrType"/> or <see cref="ObjectType.IsTypeOf"/>.
    /// </summary>
    Func<object, string?>? ResolveType { get; }
}
