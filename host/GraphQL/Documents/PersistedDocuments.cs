using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Where documents come from that requests name instead of sending them.</summary>
public sealed class PersistedDocuments
{
    /// <summary>Documents registered beforehand, asked for by <c>documentId</c> or by their hash; null when there are none.</summary>
    public IDocumentStore? Registered { get; init; }

    /// <summary>Documents that clients bring themselves; null when they may not.</summary>
    public AutomaticDocuments? Automatic { get; init; }

    /// <summary>Whether nothing but registered documents is executed, so that a stolen token can ask nothing that no app asks.</summary>
    public bool OnlyRegistered { get; init; }

    /// <summary>Whether a request sends its document and says nothing more about it.</summary>
    internal static bool IsSent(PersistedDocuments? documents, GraphQLRequest request) =>
        documents is not { OnlyRegistered: true }
        && request.DocumentId is null
        && request.Extensions.ValueKind is not JsonValueKind.Object
        && (!request.QueryJson.IsEmpty || request.Query is not null);

    /// <summary>The document of a request, and the hash under which it may be kept when it turns out to be valid.</summary>
    /// <exception cref="GraphQLException">There is no document, or it may not be executed.</exception>
    internal static async ValueTask<(string Text, string? KeepAs)> Find(
        PersistedDocuments? documents, GraphQLRequest request, CancellationToken cancellation)
    {
        var hash = HashOf(request.Extensions);
        if (request.DocumentId is { } id)
        {
            return request.Query is null && hash is null
                ? (await FindRegistered(documents, id, cancellation).ConfigureAwait(false), null)
                : throw new GraphQLException("A request names its document by \"documentId\" or sends a \"query\", not both.", "BAD_REQUEST");
        }

        if (request.Query is { } text)
        {
            return documents is { OnlyRegistered: true }
                ? throw new GraphQLException(
                    "Only registered documents are executed here. Send the \"documentId\" of one instead of a \"query\".", "PERSISTED_DOCUMENT_REQUIRED")
                : (text, documents?.Automatic is null ? null : Checked(hash, text));
        }

        if (hash is null)
        {
            throw new GraphQLException("The request has no document: neither \"query\" nor \"documentId\".", "BAD_REQUEST");
        }

        return (await FindByHash(documents, hash, cancellation).ConfigureAwait(false), null);
    }

    private static async ValueTask<string> FindRegistered(PersistedDocuments? documents, string id, CancellationToken cancellation)
    {
        if (!DocumentId.IsWellFormed(id))
        {
            throw new GraphQLException($"The parameter \"documentId\" is malformed. {DocumentId.Rule}", "BAD_REQUEST");
        }

        if (documents?.Registered is not { } registered)
        {
            throw new GraphQLException("No documents are registered here. Send the document as \"query\".", "PERSISTED_DOCUMENT_NOT_SUPPORTED");
        }

        return await registered.Find(id, cancellation).ConfigureAwait(false)
            ?? throw new GraphQLException($"No document is registered as \"{id}\".", "PERSISTED_DOCUMENT_NOT_FOUND");
    }

    // Clients know these messages by heart: they send the document after the first, and no hash any more after the second.
    private static async ValueTask<string> FindByHash(PersistedDocuments? documents, string hash, CancellationToken cancellation)
    {
        if (documents is null or { Automatic: null, Registered: null })
        {
            throw new GraphQLException("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED");
        }

        var text = documents.Registered is { } registered
            ? await registered.Find(DocumentHash.Prefix + hash, cancellation).ConfigureAwait(false)
            : null;
        return text
            ?? (documents.OnlyRegistered ? null : documents.Automatic?.Find(hash))
            ?? throw new GraphQLException("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND");
    }

    private static string? Checked(string? hash, string text) =>
        hash is null || hash == DocumentHash.Of(text)
            ? hash
            : throw new GraphQLException("The sha256Hash of the persisted query is not the hash of the query.", "PERSISTED_QUERY_HASH_MISMATCH");

    private static string? HashOf(JsonElement extensions)
    {
        if (extensions.ValueKind is not JsonValueKind.Object || !extensions.TryGetProperty("persistedQuery", out var given))
        {
            return null;
        }

        return given.ValueKind is JsonValueKind.Object
            && given.TryGetProperty("version", out var version) && version.ValueKind is JsonValueKind.Number
            && version.TryGetInt32(out var number) && number == 1
            && given.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind is JsonValueKind.String
            && hash.GetString() is { } text && DocumentHash.IsHash(text)
                ? text
                : throw new GraphQLException(
                    "The extension \"persistedQuery\" must hold \"version\": 1 and \"sha256Hash\" with 64 lower-case hexadecimal digits.", "BAD_REQUEST");
    }
}
