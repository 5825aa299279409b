namespace CarePlatform.GraphQL;

/// <summary>What came of a group of fields, or of items of a stream.</summary>
internal sealed class PartResult
{
    /// <summary>The data as JSON; null where null would have to take the place of what is delivered already.</summary>
    public OutputSlice? Data { get; init; }

    /// <summary>The errors in the order of the document.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; init; } = [];

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

/// <summary>A part of what several writers wrote into one pooled buffer, which goes back when all parts are taken.</summary>
internal sealed class OutputSlice(SharedOutput shared, int start, int length)
{
    public int Length => length;

    /// <summary>Writes the part to where it belongs, and lets go of the buffer.</summary>
    public void MoveTo(JsonOutput output)
    {
        output.Raw(shared.Output.Written.Span.Slice(start, length));
        shared.Release();
    }
}

/// <summary>A pooled buffer with several users.</summary>
internal sealed class SharedOutput(JsonOutput output)
{
    private int _users;

    public JsonOutput Output => output;

    /// <summary>The part from a position to the end of what is written by now.</summary>
    public OutputSlice From(int start)
    {
        _users++;
        return new OutputSlice(this, start, output.Position - start);
    }

    /// <summary>Gives the buffer back when nobody uses it.</summary>
    public void Release()
    {
        if (--_users <= 0)
        {
            output.Dispose();
        }
    }
}
