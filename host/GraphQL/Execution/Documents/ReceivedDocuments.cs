using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>
/// Remembers documents by the bytes that they were received in, so that a known one is found without making a text of it. It holds a
/// limited number of documents and bytes; when it is full, those go that were not used since the last time that room was made.
/// </summary>
internal sealed class ReceivedDocuments
{
    private readonly int _maxDocuments;
    private readonly int _maxBytes;
    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(Utf8Comparer.Instance);
    private readonly ConcurrentDictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;
    private readonly Queue<byte[]> _inOrder = new();
    private readonly Lock _adding = new();
    private int _bytes;

    public ReceivedDocuments(int maxDocuments, int maxBytes)
    {
        _maxDocuments = maxDocuments;
        _maxBytes = maxBytes;
        _bySpan = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _entries.Count;

    /// <summary>The document of these bytes, or null.</summary>
    public CachedDocument? Find(ReadOnlySpan<byte> received)
    {
        if (!_bySpan.TryGetValue(received, out var entry))
        {
            return null;
        }

        if (!entry.IsUsed)
        {
            entry.IsUsed = true;
        }

        return entry.Document;
    }

    public void Add(ReadOnlySpan<byte> received, CachedDocument document)
    {
        if (_maxDocuments <= 0 || received.Length > _maxBytes / 4)
        {
            return;
        }

        var key = received.ToArray();
        lock (_adding)
        {
            if (!_entries.TryAdd(key, new Entry(document)))
            {
                return;
            }

            _inOrder.Enqueue(key);
            _bytes += key.Length;
            while (_inOrder.Count > _maxDocuments || _bytes > _maxBytes)
            {
                MakeRoom(_inOrder.Dequeue());
            }
        }
    }

    private void MakeRoom(byte[] oldest)
    {
        if (_entries[oldest].IsUsed)
        {
            _entries[oldest].IsUsed = false;
            _inOrder.Enqueue(oldest);
        }
        else
        {
            _entries.TryRemove(oldest, out _);
            _bytes -= oldest.Length;
        }
    }

    private sealed class Entry(CachedDocument document)
    {
        public CachedDocument Document { get; } = document;

        public bool IsUsed { get; set; }
    }

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        // Seeded anew in every process, so that nobody can prepare documents that fall together.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
