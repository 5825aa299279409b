namespace CarePlatform.GraphQL;

/// <summary>Which part of a list a client asks for: the first items after a cursor, or the last items before one.</summary>
public sealed record PageRequest
{
    /// <summary>The most items of a page.</summary>
    public const int MaxSize = 100;

    /// <summary>The items of a page when the client does not say how many.</summary>
    public const int DefaultSize = 20;

    /// <summary>Where counting a list stops when nothing else is said.</summary>
    public const int UsualCountsUpTo = 10_000;

    /// <summary>How many items, 1 to 100 unless the field allows more.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary>Whether the last items are asked for, instead of the first.</summary>
    public bool IsBackward { get; init; }

    /// <summary>The cursor after which the items stand; null for the start of the list.</summary>
    public string? After { get; init; }

    /// <summary>The cursor before which the items stand; null for the end of the list.</summary>
    public string? Before { get; init; }

    /// <summary>The arguments that a field of a connection has.</summary>
    public static IReadOnlyList<InputValue> Arguments { get; } = ArgumentsFor(DefaultSize, MaxSize);

    /// <summary>The arguments of a field with page sizes of its own.</summary>
    public static IReadOnlyList<InputValue> ArgumentsFor(int defaultSize, int maxSize) =>
    [
        new("first",
            Scalars.Int) { Description = $"How many items from the start, 1 to {maxSize}; {defaultSize} when neither `first` nor `last` is given." },
        new("after", Scalars.String) { Description = "Only items after this cursor." },
        new("last", Scalars.Int) { Description = $"How many items from the end, 1 to {maxSize}. Not together with `first`." },
        new("before", Scalars.String) { Description = "Only items before this cursor." },
    ];

    /// <summary>The page that the arguments of a field ask for; arguments that make no sense are refused.</summary>
    public static PageRequest From(InputFields arguments) => From(arguments, DefaultSize, MaxSize);

    /// <summary>The same for a field with page sizes of its own.</summary>
    public static PageRequest From(InputFields arguments, int defaultSize, int maxSize)
    {
        var (first, last) = (arguments.Get<int?>("first"), arguments.Get<int?>("last"));
        if (first is not null && last is not null)
        {
            throw Wrong("Give `first` or `last`, not both.");
        }

        RequireSize("first", first, maxSize);
        RequireSize("last", last, maxSize);
        return new PageRequest
        {
            Size = first ?? last ?? defaultSize,
            IsBackward = last is not null,
            After = arguments.Get<string?>("after"),
            Before = arguments.Get<string?>("before"),
        };
    }

    private static void RequireSize(string name, int? size, int most)
    {
        if (size < 1 || size > most)
        {
            throw Wrong($"`{name}` must be between 1 and {most}, but is {size}.");
        }
    }

    private static GraphQLException Wrong(string message) => new(message, "INVALID_PAGE");
}
