namespace CarePlatform.Platform;

/// <summary>Which part of a list is wanted: the first or last so many after or before a cursor.</summary>
/// <param name="First">1 to 100; 20 when neither <paramref name="First"/> nor <paramref name="Last"/> is given.</param>
/// <param name="After">The cursor after which to begin.</param>
/// <param name="Last">1 to 100, counted from the end.</param>
/// <param name="Before">The cursor before which to end.</param>
/// <param name="WithTotal">Whether the caller asked for the total count.</param>
public sealed record Page(int? First = null, string? After = null, int? Last = null, string? Before = null, bool WithTotal = false);

/// <summary>One page of a list with a cursor for each node.</summary>
/// <param name="TotalCount">Null unless asked for; counting stops at 10,000.</param>
public sealed record Connection<T>(
    IReadOnlyList<T> Nodes, IReadOnlyList<string> Cursors, bool HasNextPage, bool HasPreviousPage, int? TotalCount) : IConnection
{
    IEnumerable<object?> IConnection.Shown => Nodes.Cast<object?>();
}

/// <summary>A page whatever is on it.</summary>
public interface IConnection
{
    /// <summary>The nodes of the page.</summary>
    IEnumerable<object?> Shown { get; }
}
