using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CarePlatform.GraphQL;

/// <summary>
/// Remembers values by a key. It holds a limited number of them and a limited weight; when it is full, those go that were not
/// used since the last time that room was made. Reading takes no lock.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int maxEntries, int maxWeight, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new(comparer);
    private readonly Queue<TKey> _inOrder = new();
    private readonly Lock _adding = new();
    private int _weight;

    public int Count => _entries.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) =>
        TryUse(_entries.TryGetValue(key, out var known) ? known : null, out value);

    /// <summary>The same by another form of the key, which the comparer must know.</summary>
    public bool TryGetBy<TForm>(TForm key, [MaybeNullWhen(false)] out TValue value)
        where TForm : notnull, allows ref struct =>
        TryUse(_entries.GetAlternateLookup<TForm>().TryGetValue(key, out var known) ? known : null, out value);

    /// <summary>Remembers a value, unless it alone would take a quarter of the room.</summary>
    public void Add(TKey key, TValue value, int weight)
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

    private static bool TryUse(Entry? known, [MaybeNullWhen(false)] out TValue value)
    {
        if (known is null)
        {
            value = default;
            return false;
        }

        // Written only when it changes: what every request writes, the cores would pass to and fro.
        if (!known.IsUsed)
        {
            known.IsUsed = true;
        }

        value = known.Value;
        return true;
    }

    private void MakeRoom(TKey oldest)
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
