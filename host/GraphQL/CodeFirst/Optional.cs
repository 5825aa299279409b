namespace CarePlatform.GraphQL;

/// <summary>An argument or input field that tells whether the client left it out, which is not the same as null.</summary>
/// <typeparam name="T">The type of the value; nullable, since who may leave out a value may send null.</typeparam>
public readonly record struct Optional<T> : IOptional
{
    /// <summary>A value that was given.</summary>
    public Optional(T value) => (Value, IsGiven) = (value, true);

    /// <summary>The value; the default of its type when it was left out.</summary>
    public T? Value { get; }

    /// <summary>Whether the client gave the value, null included.</summary>
    public bool IsGiven { get; }
}

/// <summary>An optional whatever its type.</summary>
internal interface IOptional;
