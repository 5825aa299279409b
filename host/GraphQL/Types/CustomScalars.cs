using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>A scalar that is text for the client and a <typeparamref name="T"/> for resolvers.</summary>
/// <typeparam name="T">The type that resolvers see.</typeparam>
public sealed class TextScalar<T> : ScalarType
    where T : notnull
{
    private readonly string _expected;
    private readonly TryRead _read;
    private readonly Action<T, JsonOutput> _write;

    /// <summary>
    /// A scalar with this name. <paramref name="expected"/> completes the sentence "Date must be …", for example
    /// "a day such as 2026-02-28".
    /// </summary>
    public TextScalar(string name, string expected, TryRead read, Action<T, JsonOutput> write)
        : base(name)
    {
        _expected = expected;
        _read = read;
        _write = write;
    }

    /// <summary>Makes the value of a text; false when the text does not mean one.</summary>
    public delegate bool TryRead(string text, out T value);

    /// <summary>The same scalar with another description, for a schema that has more to say.</summary>
    public TextScalar<T> Describe(string description) => new(Name, _expected, _read, _write) { Description = description, SpecifiedBy = SpecifiedBy };

    public override object? Read(JsonElement json) =>
        json.ValueKind is JsonValueKind.String && _read(json.GetString()!, out var value) ? value : throw Unexpected(Inspection.Show(json));

    public override object? Read(ValueNode literal, VariableValues? variables) =>
        literal is StringValueNode text && _read(text.Value, out var value) ? value : throw Unexpected(SyntaxPrinter.Print(literal));

    public override void Write(object value, JsonOutput output) =>
        _write(value is T typed ? typed : throw Unexpected(Inspection.Show(value)), output);

    public override Action<TValue, JsonOutput>? WriterOf<TValue>() =>
        typeof(TValue) == typeof(T) ? (Action<TValue, JsonOutput>)(object)_write : null;

    private GraphQLException Unexpected(string shown) => new($"{Name} must be {_expected}, but is {shown}.");
}

/// <summary>A scalar with rules of its own for each direction.</summary>
/// <typeparam name="T">The type that resolvers see.</typeparam>
public sealed class CustomScalar<T> : ScalarType
    where T : notnull
{
    private readonly Func<JsonElement, T> _readJson;
    private readonly Func<ValueNode, VariableValues?, T> _readLiteral;
    private readonly Action<T, JsonOutput> _write;

    /// <summary>A scalar that reads and writes by these functions. To refuse a value they throw a <see cref="GraphQLException"/>.</summary>
    public CustomScalar(
        string name, Func<JsonElement, T> readJson, Func<ValueNode, VariableValues?, T> readLiteral, Action<T, JsonOutput> write)
        : base(name)
    {
        _readJson = readJson;
        _readLiteral = readLiteral;
        _write = write;
    }

    public override object? Read(JsonElement json) => _readJson(json);

    public override object? Read(ValueNode literal, VariableValues? variables) => _readLiteral(literal, variables);

    public override void Write(object value, JsonOutput output) =>
        _write(value is T typed ? typed : throw new GraphQLException($"{Name} cannot represent value: {Inspection.Show(value)}"), output);

    public override Action<TValue, JsonOutput>? WriterOf<TValue>() =>
        typeof(TValue) == typeof(T) ? (Action<TValue, JsonOutput>)(object)_write : null;
}

/// <summary>A scalar of which nothing is known but its name: it takes and gives any plain value.</summary>
public sealed class AnyScalar : ScalarType
{
    /// <summary>A scalar with this name.</summary>
    public AnyScalar(string name)
        : base(name)
    {
    }

    public override object? Read(JsonElement json) => PlainJson.Read(json);

    public override object? Read(ValueNode literal, VariableValues? variables) => PlainLiteral.Read(literal, variables);

    public override void Write(object value, JsonOutput output)
    {
        var start = output.Position;
        if (!PlainJson.TryWrite(value, output))
        {
            output.GoBackTo(start);
            throw new GraphQLException($"{Name} cannot represent value of type {value.GetType().Name}.");
        }
    }
}
