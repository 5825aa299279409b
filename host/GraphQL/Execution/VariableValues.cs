namespace CarePlatform.GraphQL;

/// <summary>The coerced variables of a request. A variable that was left out and has no default is not there.</summary>
public sealed class VariableValues
{
    private readonly Dictionary<string, object?> _values;

    internal VariableValues(Dictionary<string, object?> values) => _values = values;

    /// <summary>No variables.</summary>
    public static VariableValues None { get; } = new([]);

    /// <summary>The value of a variable; false when it was left out.</summary>
    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);
}
