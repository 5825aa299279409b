namespace CarePlatform.GraphQL;

/// <summary>Documents that were registered before anybody asks for them, each under its identifiers.</summary>
public interface IDocumentStore
{
    /// <summary>
    /// The text of the document with this identifier, such as <c>sha256:…</c>; null when there is none. Asked for every request
    /// that names a document, so it should answer from memory.
    /// </summary>
    ValueTask<string?> Find(string documentId, CancellationToken cancellation);
}
