using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>
/// Remembers documents by their text. It holds a limited number of documents and characters; when it is full, those go that were
/// not used since the last time that room was made.
/// </summary>
internal sealed class DocumentCache(int maxDocuments, int maxCharacters)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();
    private readonly Lock _adding = new();
    private int _characters;

    public int Count => _entries.Count;

    public CachedDocument GetOrAdd(string text, Func<string, CachedDocument> read)
    {
        if (_entries.TryGetValue(text, out var known))
        {
            known.IsUsed = true;
            return known.Document;
        }

        var document = read(text);
        if (text.Length <= maxCharacters / 4 && maxDocuments > 0)
        {
            Add(text, document);
        }

        return document;
    }

    private void Add(string text, CachedDocument document)
    {
        lock (_adding)
        {
            if (!_entries.TryAdd(text, new Entry(document)))
            {
                return;
            }

            _inOrder.Enqueue(text);
            _characters += text.Length;
            while (_inOrder.Count > maxDocuments || _characters > maxCharacters)
            {
                var oldest = _inOrder.Dequeue();
                if (_entries[oldest].IsUsed)
                {
                    _entries[oldest].IsUsed = false;
                    _inOrder.Enqueue(oldest);
                }
                else
                {
                    _entries.TryRemove(oldest, out _);
                    _characters -= oldest.Length;
                }
            }
        }
    }

    private sealed class Entry(CachedDocument document)
    {
        public CachedDocument Document { get; } = document;

        public bool IsUsed { get; set; }
    }
}
