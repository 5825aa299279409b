using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>
/// A value without parts. A scalar reads what a client sends, as JSON or as a literal, and writes what resolvers return.
/// What it cannot read or write it refuses with a <see cref="GraphQLException"/> that says what would be right.
/// </summary>
public abstract class ScalarType : NamedType
{
    private protected ScalarType(string name)
        : base(name)
    {
    }

    /// <summary>Where the format is specified; null when it is not.</summary>
    public string? SpecifiedBy { get; init; }

    /// <summary>The value that resolvers see for a value of the variables.</summary>
    public abstract object? Read(JsonElement json);

    /// <summary>The value that resolvers see for a literal; variables inside a literal are found in <paramref name="variables"/>.</summary>
    public abstract object? Read(ValueNode literal, VariableValues? variables);

    /// <summary>Writes a value that a resolver returned.</summary>
    public abstract void Write(object value, JsonOutput output);

    /// <summary>How values of this type of C# are written without boxing; null when only <see cref="Write(object, JsonOutput)"/> can.</summary>
    public virtual Action<T, JsonOutput>? WriterOf<T>() => null;
}
