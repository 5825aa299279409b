using System.Collections;

namespace CarePlatform.GraphQL;

/// <summary>Where the items of a streamed list come from.</summary>
internal abstract class StreamSource : IAsyncDisposable
{
    /// <summary>False when it is known that no item is left.</summary>
    public abstract bool MayHaveMore { get; }

    /// <summary>Takes the next of the items that come at once.</summary>
    public abstract bool TryTake(out object? item);

    /// <summary>
    /// Waits for at least one item, and takes those that are there then, up to a number. What a source throws is told with the items
    /// before it.
    /// </summary>
    public abstract ValueTask<StreamBatch> Read(int most);

    public abstract ValueTask DisposeAsync();
}

/// <summary>Items that came together.</summary>
/// <param name="Items">The items.</param>
/// <param name="IsLast">Whether no more items follow.</param>
/// <param name="Failure">What the source threw after the items; null when it did not.</param>
internal sealed record StreamBatch(IReadOnlyList<object?> Items, bool IsLast, Exception? Failure = null);

/// <summary>A list, or anything that can be enumerated without waiting.</summary>
internal sealed class ListSource(IEnumerator items) : StreamSource
{
    private bool _isAhead;
    private bool _isOver;

    public override bool MayHaveMore
    {
        get
        {
            if (!_isAhead && !_isOver)
            {
                _isAhead = items.MoveNext();
                _isOver = !_isAhead;
            }

            return _isAhead;
        }
    }

    public override bool TryTake(out object? item)
    {
        item = MayHaveMore ? items.Current : null;
        _isAhead = false;
        return !_isOver;
    }

    public override ValueTask<StreamBatch> Read(int most)
    {
        var batch = new List<object?>();
        try
        {
            while (batch.Count < most && TryTake(out var item))
            {
                batch.Add(item);
            }

            return new ValueTask<StreamBatch>(new StreamBatch(batch, IsLast: !MayHaveMore));
        }
#pragma warning disable CA1031 // What an enumerator throws fails the field that it belongs to.
        catch (Exception failure)
        {
            return new ValueTask<StreamBatch>(new StreamBatch(batch, IsLast: true, failure));
        }
#pragma warning restore CA1031
    }

    public override ValueTask DisposeAsync()
    {
        _isOver = true;
        _isAhead = false;
        (items as IDisposable)?.Dispose();
        return default;
    }
}
