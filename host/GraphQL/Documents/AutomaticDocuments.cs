namespace CarePlatform.GraphQL;

/// <summary>
/// Documents that clients bring once with their hash and then ask for by the hash alone (automatic persisted queries). Only
/// documents that are valid are kept, in a bounded room; one that went is brought again. It is shared by all executors that are
/// given it: whoever knows the hash knows the text.
/// </summary>
public sealed class AutomaticDocuments
{
    private readonly BoundedCache<string, string> _texts;

    /// <summary>Room for so many documents and characters of documents.</summary>
    public AutomaticDocuments(int maxDocuments = 1_000, int maxCharacters = 4 * 1024 * 1024) =>
        _texts = new BoundedCache<string, string>(maxDocuments, maxCharacters, StringComparer.Ordinal);

    /// <summary>How many documents are kept now.</summary>
    public int Count => _texts.Count;

    internal string? Find(string hash) => _texts.TryGet(hash, out var text) ? text : null;

    internal void Keep(string hash, string text) => _texts.Add(hash, text, text.Length);
}
