namespace CarePlatform.Platform;

/// <summary>Which part of a list is wanted: the first or last so many after or before a cursor.</summary>
/// <param name="First">1 to 100; 20 when neither <paramref name="First"/> nor <paramref name="Last"/> is given.</param>
/// <param name="After">The cursor after which to begin.</param>
/// <param name="Last">1 to 100, counted from the end.</param>
/// <param name="Before">The cursor before which to end.</param>
/// <param name="WithTotal">Whether the caller asked for the total count.</param>
/// <param name="Shown">The columns of the nodes that will be looked at; null when it may be all.</param>
public sealed record Page(
    int? First = null, string? After = null, int? Last = null, string? Before = null, bool WithTotal = false, Columns? Shown = null)
{
    /// <summary>The session that asks; without one Entity Framework reads the page.</summary>
    internal Session? Session { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="CursorOf">The cursor of a node; made only when it is asked for.</param>
/// <param name="TotalCount">Null unless asked for; counting stops at 10,000.</param>
public sealed record Connection<T>(
    IReadOnlyList<T> Nodes, Func<T, string> CursorOf, bool HasNextPage, bool HasPreviousPage, int? TotalCount) : IConnection
{
    IEnumerable<object?> IConnection.Shown => Nodes.Cast<object?>();

    string? IConnection.StartCursor => Nodes is [var first, ..] ? CursorOf(first) : null;

    string? IConnection.EndCursor => Nodes is [.., var last] ? CursorOf(last) : null;
}

/// <summary>A page whatever is on it.</summary>
public interface IConnection
{
    /// <summary>The nodes of the page.</summary>
    IEnumerable<object?> Shown { get; }

    /// <summary>Whether more follows.</summary>
    bool HasNextPage { get; }

    /// <summary>Whether something comes before.</summary>
    bool HasPreviousPage { get; }

    /// <summary>Cursor of the first node; null on an empty page.</summary>
    string? StartCursor { get; }

    /// <summary>Cursor of the last node; null on an empty page.</summary>
    string? EndCursor { get; }
}
