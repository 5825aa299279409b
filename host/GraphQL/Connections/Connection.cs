namespace CarePlatform.GraphQL;

/// <summary>A page of a list with what is needed to ask for the next one.</summary>
public abstract class Connection
{
    private protected Connection()
    {
    }

    /// <summary>Whether there are items behind the page.</summary>
    public bool HasNextPage { get; init; }

    /// <summary>Whether there are items in front of the page.</summary>
    public bool HasPreviousPage { get; init; }

    /// <summary>Counts the whole list; asked only when the client selects it. Null when the list cannot be counted.</summary>
    public Func<CancellationToken, ValueTask<int>>? Count { get; init; }

    /// <summary>The items.</summary>
    internal abstract IReadOnlyList<object?> Items { get; }

    /// <summary>How many items the page has.</summary>
    internal abstract int Length { get; }

    /// <summary>The item at a place of the page.</summary>
    internal abstract object? ItemAt(int index);

    /// <summary>The cursor of the item at a place of the page.</summary>
    internal abstract string CursorAt(int index);
}

/// <inheritdoc/>
public sealed class Connection<T> : Connection
{
    private readonly Func<int, string> _cursorAt;

    /// <summary>A page of these items, with a function that makes the cursor of an item when one is asked for.</summary>
    public Connection(IReadOnlyList<T> nodes, Func<T, string> cursor)
        : this(nodes, index => cursor(nodes[index]))
    {
    }

    private Connection(IReadOnlyList<T> nodes, Func<int, string> cursorAt)
    {
        Nodes = nodes;
        _cursorAt = cursorAt;
    }

    /// <summary>The items of the page, in order.</summary>
    public IReadOnlyList<T> Nodes { get; }

    internal override IReadOnlyList<object?> Items => Nodes as IReadOnlyList<object?> ?? [.. Nodes];

    internal override int Length => Nodes.Count;

    /// <summary>The same page with each item turned into another; the cursors stay.</summary>
    public Connection<TOther> Select<TOther>(Func<T, TOther> select) => new([.. Nodes.Select(select)], _cursorAt)
    {
        HasNextPage = HasNextPage,
        HasPreviousPage = HasPreviousPage,
        Count = Count,
    };

    internal override object? ItemAt(int index) => Nodes[index];

    internal override string CursorAt(int index) => _cursorAt(index);
}
