namespace CarePlatform.GraphQL;

/// <summary>What may be chosen about delivering parts of a response later.</summary>
public sealed record IncrementalOptions
{
    /// <summary>
    /// How many <c>@defer</c> and <c>@stream</c> an operation may have after its fragments are put in place; those that a variable
    /// switches off do not count.
    /// </summary>
    public int MaxParts { get; init; } = 500;

    /// <summary>
    /// How many fragments, groups of fields and streams may be found in one go, to be delivered later: an object in a list has its own of
    /// each. A part of the response with more is refused.
    /// </summary>
    public int MaxPending { get; init; } = 20_000;

    /// <summary>How many items of a streamed list are delivered together at most.</summary>
    public int StreamBatch
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch has at least one item.");
    } = 100;
}
