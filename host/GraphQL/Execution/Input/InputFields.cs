namespace CarePlatform.GraphQL;

/// <summary>Coerced inputs: the arguments of a field, or the fields of an input object.</summary>
public sealed class InputFields
{
    private static readonly object Absent = new();

    private readonly IReadOnlyList<InputValue> _definitions;
    private readonly object?[] _values;

    internal InputFields(IReadOnlyList<InputValue> definitions)
    {
        _definitions = definitions;
        _values = definitions.Count == 0 ? [] : new object?[definitions.Count];
        Array.Fill(_values, Absent);
    }

    /// <summary>No inputs.</summary>
    public static InputFields None { get; } = new([]);

    /// <summary>The values that were given or have a default, by name, in the order of their definition.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Given
    {
        get
        {
            for (var i = 0; i < _values.Length; i++)
            {
                if (Has(i))
                {
                    yield return KeyValuePair.Create(_definitions[i].Name, _values[i]);
                }
            }
        }
    }

    /// <summary>Whether the input at this place of the definition was given or has a default.</summary>
    public bool Has(int index) => !ReferenceEquals(_values[index], Absent);

    /// <summary>Whether the input was given or has a default.</summary>
    public bool Has(string name) => Has(IndexOf(name));

    /// <summary>The coerced value at this place of the definition; null when it was left out.</summary>
    public object? this[int index] => Has(index) ? _values[index] : null;

    /// <summary>The coerced value of this name; null when it was left out.</summary>
    public object? this[string name] => this[IndexOf(name)];

    /// <summary>The value at this place as the type that the resolver wants; the default of that type when it is null or left out.</summary>
    public T Get<T>(int index) => InputConversion.To<T>(this[index]);

    /// <summary>The value of this name as the type that the resolver wants; the default of that type when it is null or left out.</summary>
    public T Get<T>(string name) => Get<T>(IndexOf(name));

    internal void Set(int index, object? value) => _values[index] = value;

    internal int GivenCount => _values.Count(value => !ReferenceEquals(value, Absent));

    private int IndexOf(string name)
    {
        for (var i = 0; i < _definitions.Count; i++)
        {
            if (_definitions[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no input named \"{name}\". There are: {string.Join(", ", _definitions)}.", nameof(name));
    }
}
