namespace CarePlatform.GraphQL;

/// <summary>A type with fields: an object or an interface. Fields are made on first use, so that types may refer to each other.</summary>
public abstract class FieldedType : CompositeType
{
    private readonly Lazy<FieldSet<Field>> _fields;
    private readonly Lazy<IReadOnlyList<NamedType>> _interfaces;

    private protected FieldedType(string name, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<NamedType>>? interfaces)
        : base(name)
    {
        _fields = new Lazy<FieldSet<Field>>(() => new FieldSet<Field>(fields(), field => field.Name));
        _interfaces = new Lazy<IReadOnlyList<NamedType>>(interfaces ?? (() => []));
    }

    /// <summary>The fields in the order of their definition.</summary>
    public IReadOnlyList<Field> Fields => _fields.Value.InOrder;

    /// <summary>The interfaces in the order of their definition. A type that is no interface is reported by schema validation.</summary>
    public IReadOnlyList<NamedType> Interfaces => _interfaces.Value;

    /// <summary>The field of this name, or null.</summary>
    public Field? FindField(string name) => _fields.Value.Find(name);
}

/// <summary>A type whose values have the fields that are selected.</summary>
public sealed class ObjectType : FieldedType
{
    /// <summary>An object type whose fields and interfaces are asked for once, after all types are made.</summary>
    public ObjectType(string name, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<NamedType>>? interfaces = null)
        : base(name, fields, interfaces)
    {
    }

    /// <summary>The type of the values in C#, by which the values of an interface or a union are told apart.</summary>
    public Type? ClrType { get; init; }

    /// <summary>Whether a value is of this type; when set, a value that is not becomes a field error.</summary>
    public Func<object, bool>? IsTypeOf { get; init; }
}

/// <summary>Fields that several types have in common.</summary>
public sealed class InterfaceType : FieldedType, IAbstractType
{
    /// <summary>An interface whose fields and interfaces are asked for once, after all types are made.</summary>
    public InterfaceType(string name, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<NamedType>>? interfaces = null)
        : base(name, fields, interfaces)
    {
    }

    public Func<object, string?>? ResolveType { get; init; }
}

/// <summary>One of several object types that need nothing in common.</summary>
public sealed class UnionType : CompositeType, IAbstractType
{
    private readonly Lazy<IReadOnlyList<NamedType>> _members;

    /// <summary>A union whose members are asked for once, after all types are made.</summary>
    public UnionType(string name, Func<IReadOnlyList<NamedType>> members)
        : base(name) => _members = new Lazy<IReadOnlyList<NamedType>>(members);

    /// <summary>The members in the order of their definition. A type that is no object type is reported by schema validation.</summary>
    public IReadOnlyList<NamedType> Members => _members.Value;

    public Func<object, string?>? ResolveType { get; init; }
}
