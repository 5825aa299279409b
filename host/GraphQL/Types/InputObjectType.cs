namespace CarePlatform.GraphQL;

/// <summary>A value with named parts that a client sends.</summary>
public sealed class InputObjectType : NamedType
{
    private readonly Lazy<FieldSet<InputValue>> _fields;

    /// <summary>An input object whose fields are asked for once, after all types are made.</summary>
    public InputObjectType(string name, Func<IReadOnlyList<InputValue>> fields)
        : base(name) => _fields = new Lazy<FieldSet<InputValue>>(() => new FieldSet<InputValue>(fields(), field => field.Name));

    /// <summary>The fields in the order of their definition.</summary>
    public IReadOnlyList<InputValue> Fields => _fields.Value.InOrder;

    /// <summary>Whether exactly one field must be given, and not null.</summary>
    public bool IsOneOf { get; init; }

    /// <summary>
    /// Makes the value that resolvers see from the coerced fields. Without it they see the <see cref="InputFields"/> themselves.
    /// A <see cref="GraphQLException"/> refuses the input with its message.
    /// </summary>
    public Func<InputFields, object>? Create { get; init; }

    /// <summary>The field of this name, or null.</summary>
    public InputValue? FindField(string name) => _fields.Value.Find(name);
}
