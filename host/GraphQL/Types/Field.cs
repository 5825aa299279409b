namespace CarePlatform.GraphQL;

/// <summary>A field of an object type or an interface.</summary>
public sealed class Field
{
    private readonly Lazy<FieldSet<InputValue>> _arguments;

    /// <summary>A field of this name and type.</summary>
    public Field(string name, GraphType type, params IReadOnlyList<InputValue> arguments)
    {
        Name = name;
        Type = type;
        _arguments = new Lazy<FieldSet<InputValue>>(() => new FieldSet<InputValue>(arguments, argument => argument.Name));
    }

    public string Name { get; }

    public GraphType Type { get; }

    /// <summary>What the field tells, in Markdown; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>Why the field should no longer be used; null for a field that may be.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>The arguments in the order of their definition.</summary>
    public IReadOnlyList<InputValue> Arguments => _arguments.Value.InOrder;

    /// <summary>How the value is found. A field without a resolver answers null.</summary>
    public Resolver? Resolver { get => field ?? Events?.EventResolver; init; }

    /// <summary>Where the events of a subscription field come from; null for any other field.</summary>
    public SubscriptionSource? Events { get; init; }

    /// <summary>What a host attaches to the field for its own interceptors, such as the permission that it needs.</summary>
    public IReadOnlyList<object> Annotations { get; init; } = [];

    /// <summary>The definition that the field was read from; null for a field that was made in code.</summary>
    public FieldDefinitionNode? Syntax { get; init; }

    /// <summary>The argument of this name, or null.</summary>
    public InputValue? FindArgument(string name) => _arguments.Value.Find(name);

    /// <summary>The first annotation of this type, or null.</summary>
    public T? Annotation<T>()
        where T : class
    {
        foreach (var annotation in Annotations)
        {
            if (annotation is T found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The name of the field.</summary>
    public override string ToString() => Name;
}
