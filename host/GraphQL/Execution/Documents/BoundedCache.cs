using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CarePlatform.GraphQL;

/// <summary>
/// Remembers values by a text. It holds a limited number of them and a limited weight; when it is full, those go that were not
/// used since the last time that room was made. Reading takes no lock.
/// </summary>
internal sealed class BoundedCache<TValue>(int maxEntries, int maxWeight)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();
    private readonly Lock _adding = new();
    private int _weight;

    public int Count => _entries.Count;

    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_entries.TryGetValue(key, out var known))
        {
            known.IsUsed = true;
            value = known.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Remembers a value, unless it alone would take a quarter of the room.</summary>
    public void Add(string key, TValue value, int weight)
    {
        if (maxEntries <= 0 || weight > maxWeight / 4)
        {
            return;
        }

        lock (_adding)
        {
            if (!_entries.TryAdd(key, new Entry(value, weight)))
            {
                return;
            }

            _inOrder.Enqueue(key);
            _weight += weight;
            while (_inOrder.Count > maxEntries || _weight > maxWeight)
            {
                MakeRoom(_inOrder.Dequeue());
            }
        }
    }

    private void MakeRoom(string oldest)
    {
        var entry = _entries[oldest];
        if (entry.IsUsed)
        {
            entry.IsUsed = false;
            _inOrder.Enqueue(oldest);
        }
        else
        {
            _entries.TryRemove(oldest, out _);
            _weight -= entry.Weight;
        }
    }

    private sealed class Entry(TValue value, int weight)
    {
        public TValue Value { get; } = value;

        public int Weight { get; } = weight;

        public bool IsUsed { get; set; }
    }
}
