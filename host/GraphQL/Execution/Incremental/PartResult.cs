namespace CarePlatform.GraphQL;

/// <summary>What came of a group of fields, or of items of a stream.</summary>
internal sealed class PartResult
{
    /// <summary>The data as JSON; null where null would have to take the place of what is delivered already.</summary>
    public OutputSlice? Data { get; init; }

    /// <summary>The errors in the order of the document.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; init; } = [];

    /// <summary>The values that are hidden in the data, with the reasons.</summary>
    public IReadOnlyList<object?> Hidden { get; init; } = [];

    /// <summary>What was found inside to be delivered later still.</summary>
    public IReadOnlyList<PartRecord> Found { get; init; } = [];

    /// <summary>Something that did not come.</summary>
    public static PartResult Failed(IReadOnlyList<GraphQLError> errors) => new() { Errors = errors };
}

/// <summary>What came of items of a stream.</summary>
/// <param name="Items">The items that there are, as JSON without the brackets; null when there is none.</param>
/// <param name="Count">How many items there are.</param>
/// <param name="IsLast">Whether the stream is over.</param>
/// <param name="Failure">Why the stream is over before its end; null when it is not.</param>
internal sealed record ItemsResult(PartResult? Items, int Count, bool IsLast, IReadOnlyList<GraphQLError>? Failure = null);
