namespace CarePlatform.GraphQL;

/// <summary>
/// Remembers documents by the bytes that they were received in, so that a known one is found without making a text of it. It holds a
/// limited number of documents and bytes.
/// </summary>
internal sealed class ReceivedDocuments(int maxDocuments, int maxBytes)
{
    private readonly BoundedCache<byte[], CachedDocument> _documents = new(maxDocuments, maxBytes, Utf8Comparer.Instance);

    public int Count => _documents.Count;

    /// <summary>The document of these bytes, or null.</summary>
    public CachedDocument? Find(ReadOnlySpan<byte> received) => _documents.TryGetBy(received, out var document) ? document : null;

    public void Add(ReadOnlySpan<byte> received, CachedDocument document) => _documents.Add(received.ToArray(), document, received.Length);

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
