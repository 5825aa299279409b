using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>A scalar that a text defines or extends. It reads and writes as another one of its name.</summary>
internal sealed class ExtendedScalar : ScalarType
{
    private readonly ScalarType _extended;

    public ExtendedScalar(ScalarType extended)
        : base(extended.Name) => _extended = extended;

    public override object? Read(JsonElement json) => _extended.Read(json);

    public override object? Read(ValueNode literal, VariableValues? variables) => _extended.Read(literal, variables);

    public override void Write(object value, JsonOutput output) => _extended.Write(value, output);

    public override Action<T, JsonOutput>? WriterOf<T>() => _extended.WriterOf<T>();
}
