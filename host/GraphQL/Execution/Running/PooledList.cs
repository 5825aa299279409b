using System.Buffers;
using System.Runtime.CompilerServices;

namespace CarePlatform.GraphQL;

/// <summary>A growing list over a pooled array.</summary>
internal struct PooledList<T>
{
    private T[]? _items;

    public int Count { get; private set; }

    public readonly ref T this[int index] => ref _items![index];

    public readonly ReadOnlySpan<T> Span => _items.AsSpan(0, Count);

    public void Add(T item)
    {
        Reserve(1);
        _items![Count - 1] = item;
    }

    /// <summary>Adds empty items; gives the place of the first.</summary>
    public int Reserve(int count)
    {
        var start = Count;
        var needed = start + count;
        if (_items is null || needed > _items.Length)
        {
            Grow(needed);
        }

        Count = needed;
        return start;
    }

    /// <summary>Gives the array back; the list is empty then.</summary>
    public void Return()
    {
        if (_items is not null)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                _items.AsSpan(0, Count).Clear();
            }

            ArrayPool<T>.Shared.Return(_items);
            _items = null;
        }

        Count = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, Math.Max(16, Count * 2)));
        if (_items is not null)
        {
            Span.CopyTo(larger);
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                _items.AsSpan(0, Count).Clear();
            }

            ArrayPool<T>.Shared.Return(_items);
        }

        _items = larger;
    }
}
