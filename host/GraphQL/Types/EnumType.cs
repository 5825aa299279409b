namespace CarePlatform.GraphQL;

/// <summary>A value out of a fixed list of names.</summary>
public sealed class EnumType : NamedType
{
    private readonly Lazy<FieldSet<EnumValue>> _values;
    private readonly Lazy<Dictionary<object, EnumValue>> _byValue;

    /// <summary>An enum of these values.</summary>
    public EnumType(string name, params IReadOnlyList<EnumValue> values)
        : base(name)
    {
        _values = new Lazy<FieldSet<EnumValue>>(() => new FieldSet<EnumValue>(values, value => value.Name));
        _byValue = new Lazy<Dictionary<object, EnumValue>>(() =>
        {
            var byValue = new Dictionary<object, EnumValue>(values.Count);
            foreach (var value in values)
            {
                byValue.TryAdd(value.Value, value);
            }

            return byValue;
        });
    }

    /// <summary>The values in the order of their definition.</summary>
    public IReadOnlyList<EnumValue> Values => _values.Value.InOrder;

    /// <summary>The value of this name, or null.</summary>
    public EnumValue? FindValue(string name) => _values.Value.Find(name);

    /// <summary>The value that stands for this value of C#, or null.</summary>
    public EnumValue? FindByClrValue(object value) => _byValue.Value.GetValueOrDefault(value);
}

/// <summary>One name of an enum and the value of C# that it stands for.</summary>
public sealed class EnumValue
{
    /// <summary>A name that stands for a value; for itself when no value is given.</summary>
    public EnumValue(string name, object? value = null)
    {
        Name = name;
        Value = value ?? name;
    }

    public string Name { get; }

    /// <summary>What resolvers see and return.</summary>
    public object Value { get; }

    /// <summary>What the value means, in Markdown; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>Why the value should no longer be used; null for a value that may be.</summary>
    public string? DeprecationReason { get; init; }

    /// <summary>The definition that the value was read from; null for a value that was made in code.</summary>
    public EnumValueDefinitionNode? Syntax { get; init; }

    /// <summary>The name of the value.</summary>
    public override string ToString() => Name;
}
