namespace CarePlatform.GraphQL;

/// <summary>Remembers documents by their text; it holds a limited number of documents and characters.</summary>
internal sealed class DocumentCache(int maxDocuments, int maxCharacters)
{
    private readonly BoundedCache<string, CachedDocument> _documents = new(maxDocuments, maxCharacters, StringComparer.Ordinal);

    public int Count => _documents.Count;

    public CachedDocument GetOrAdd(string text, Func<string, CachedDocument> read)
    {
        var isKnown = _documents.TryGet(text, out var known);
        if (GraphQLTelemetry.DocumentLookups.Enabled)
        {
            GraphQLTelemetry.DocumentLookups.Add(1, new KeyValuePair<string, object?>("graphql.cache.result", isKnown ? "hit" : "miss"));
        }

        if (isKnown)
        {
            return known!;
        }

        var document = read(text);
        _documents.Add(text, document, text.Length);
        return document;
    }
}
