namespace CarePlatform.GraphQL;

/// <summary>How a type of C# is a scalar of the schema.</summary>
public sealed class ScalarMapping
{
    private ScalarMapping(ScalarType type, Delegate? read, Delegate? show) => (Type, Reader, Writer) = (type, read, show);

    /// <summary>A scalar that reads and writes the type itself.</summary>
    public ScalarMapping(ScalarType type)
        : this(type, null, null)
    {
    }

    /// <summary>The scalar.</summary>
    public ScalarType Type { get; }

    /// <summary>Makes the value of C# from what the scalar has read and the name of the input; null when they are the same.</summary>
    internal Delegate? Reader { get; }

    /// <summary>Makes what the scalar writes from the value of C#; null when they are the same.</summary>
    internal Delegate? Writer { get; }

    /// <summary>
    /// A scalar that reads and writes another type, such as text for a typed id.
    /// </summary>
    /// <param name="type">The scalar.</param>
    /// <param name="read">Makes the value of C#. It gets the name of the argument or field for its messages; to refuse a value it
    /// throws a <see cref="GraphQLException"/>.</param>
    /// <param name="show">Makes what the scalar writes.</param>
    public static ScalarMapping Of<TClr, TWire>(ScalarType type, Func<TWire, string, TClr> read, Func<TClr, TWire> show) =>
        new(type, read, show);

    /// <summary>The same for a scalar that writes something else than it reads, such as <see cref="IWrittenText"/> for text.</summary>
    /// <param name="type">The scalar.</param>
    /// <param name="read">Makes the value of C#, as above.</param>
    /// <param name="show">Makes what the scalar writes.</param>
    public static ScalarMapping Of<TClr, TRead, TWritten>(ScalarType type, Func<TRead, string, TClr> read, Func<TClr, TWritten> show) =>
        new(type, read, show);
}
