namespace CarePlatform.GraphQL;

/// <summary>An argument of a field or a directive, or a field of an input object.</summary>
public sealed class InputValue
{
    /// <summary>An input of this name and type.</summary>
    public InputValue(string name, GraphType type)
    {
        Name = name;
        Type = type;
    }

    public string Name { get; }

    public GraphType Type { get; }

    /// <summary>What the value means, in Markdown; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>What counts when the value is left out; null when there is no default, which is not a default of null.</summary>
    public DefaultValue? Default { get; init; }

    /// <summary>Why the input should no longer be used; null for an input that may be.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>The definition that the input was read from; null for an input that was made in code.</summary>
    public InputValueDefinitionNode? Syntax { get; init; }

    /// <summary>Whether a value must be given.</summary>
    public bool IsRequired => Type is NonNullType && Default is null;

    /// <summary>The name of the input.</summary>
    public override string ToString() => Name;
}

/// <summary>The value of an input that is left out: a GraphQL literal, or a value of C#.</summary>
public sealed class DefaultValue
{
    private static readonly object Null = new();
    private static readonly Lock Coercing = new();

    private readonly object? _value;
    private object? _coerced;
    private bool _isBeingCoerced;

    private DefaultValue(ValueNode? literal, object? value)
    {
        Literal = literal;
        _value = value;
    }

    /// <summary>A default as it stands in a definition, when it is a literal; else as resolvers see it: already coerced, null included.</summary>
    public static DefaultValue Of(object? value) => value is ValueNode literal ? new(literal, null) : new(null, value);

    /// <summary>The literal that the default was made from; null for a default made from a value.</summary>
    public ValueNode? Literal { get; }

    /// <summary>The default as GraphQL text would write it.</summary>
    public ValueNode LiteralFor(GraphType type) =>
        Literal is not null ? CompleteLiteral.Of(Literal, type) : ValueLiteral.Of(_value, type) ?? new NullValueNode();

    /// <summary>The default as resolvers see it.</summary>
    internal object? CoercedFor(GraphType type)
    {
        if (Literal is null)
        {
            return _value;
        }

        var coerced = _coerced ?? Coerce(Literal, type);
        return ReferenceEquals(coerced, Null) ? null : coerced;
    }

    /// <summary>
    /// Coerces the literal, once. Defaults of input objects may lead to each other, in a schema that is wrong even back to themselves;
    /// one lock for all keeps that from ending in an endless recursion or in two threads that wait for each other.
    /// </summary>
    private object Coerce(ValueNode literal, GraphType type)
    {
        lock (Coercing)
        {
            if (_coerced is null && !_isBeingCoerced)
            {
                _isBeingCoerced = true;
                try
                {
                    _coerced = LiteralCoercion.TryCoerce(literal, type, null, out var value) ? value ?? Null : Null;
                }
                finally
                {
                    _isBeingCoerced = false;
                }
            }

            return _coerced ?? Null;
        }
    }
}
